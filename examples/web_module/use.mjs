import { clamp, collide, lerp } from './game.mjs';

console.log(clamp(1200, 0, 800));
console.log(lerp(10, 20, 0.25));
console.log(collide(0, 0, 32, 32, 16, 16, 32, 32));

try {
  clamp(0.5, 0, 800);
} catch (error) {
  console.log(`${error.name}: ${error.message}`);
}
