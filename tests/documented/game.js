const playerX = -20, playerY = 700, oldX = 100, targetX = 200;
const player = { x: 0, y: 0 }, enemy = { x: 30, y: 30 };
const game = await loadGame();

// Clamp player position
let x = game.clamp(playerX, 0, 800);
let y = game.clamp(playerY, 0, 600);

// Smooth movement
let newX = game.lerp(oldX, targetX, 50);  // 150

// Check collision
if (game.collision(player.x, player.y, 32, 32,
                   enemy.x, enemy.y, 32, 32)) {
    console.log("Collision detected!");
}
x;  // 0
y;  // 600
game.collision(0, 0, 32, 32, 33, 0, 32, 32);  // false
