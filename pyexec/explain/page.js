'use strict';
const narrow = matchMedia('(max-width: 52rem)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const columns = [...document.querySelectorAll('main section')];
const detail = document.getElementById('detail');
const linesIn = (column) => [...column.querySelectorAll('[data-p]')];

// Every line by the places that it comes from; the first of a line's places is its own.
const byPlace = new Map();
for (const line of document.querySelectorAll('[data-p]')) {
  line.places = line.dataset.p.split(' ');
  line.column = line.closest('section');
  for (const place of line.places) {
    if (!byPlace.has(place)) byPlace.set(place, []);
    byPlace.get(place).push(line);
  }
}
const sourceLine = (place) => byPlace.get(place).find((line) => line.column.id === 'source');

// To assistive technology a column is a list of options, of which those that belong
// together are selected.  Tab reaches one line of each; the arrow keys, the others.
for (const column of columns) {
  const pane = column.querySelector('.lines');
  if (!pane) continue;
  pane.setAttribute('role', 'listbox');
  pane.setAttribute('aria-multiselectable', 'true');
  pane.setAttribute('aria-label', column.querySelector('h2').firstChild.data.trim());
  linesIn(column).forEach((line, index) => {
    line.setAttribute('role', 'option');
    line.setAttribute('aria-selected', 'false');
    line.tabIndex = index ? -1 : 0;
  });
}

let shown = null;
let held = null;
let marked = [];

function mark(line, kind) {
  if (line.classList.contains('lit')) return;
  line.classList.remove('near');
  line.classList.add(kind);
  line.setAttribute('aria-selected', String(kind === 'lit'));
  marked.push(line);
}

function clear() {
  for (const line of marked) {
    line.classList.remove('lit', 'near', 'held');
    line.setAttribute('aria-selected', 'false');
  }
  marked = [];
  shown = null;
}

function show(line) {
  if (line === shown) return;
  clear();
  shown = line;
  const [own, ...callers] = line.places;
  for (const other of byPlace.get(own)) mark(other, other.places[0] === own ? 'lit' : 'near');
  for (const place of callers) mark(sourceLine(place), 'near');
  for (const column of columns) {
    if (column !== line.column && !column.hidden) bringIntoView(column);
  }
  describe(own, callers);
}

// Scrolls a column to what is marked in it, unless some of that can be seen already.
function bringIntoView(column) {
  const pane = column.querySelector('.lines');
  const found = marked.filter((line) => line.column === column && line.offsetParent);
  const lit = found.filter((line) => line.classList.contains('lit'));
  const [first] = lit.length ? lit : found;
  if (!first) return;
  const box = pane.getBoundingClientRect();
  const isSeen = (line) => {
    const own = line.getBoundingClientRect();
    return own.top >= box.top && own.bottom <= box.bottom;
  };
  if ((lit.length ? lit : found).some(isSeen)) return;
  const top = pane.scrollTop + first.getBoundingClientRect().top - box.top - box.height / 4;
  pane.scrollTo({ top, behavior: calm.matches ? 'auto' : 'smooth' });
}

function piece(tag, text, className = '') {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  detail.append(element);
}

// The instructions that a place has become in a stage, its own and not those inlined into it.
const countIn = (stage, place) => byPlace.get(place).filter(
  (line) => line.column.id === stage && line.places[0] === place && 'counts' in line.dataset,
).length;

const counted = [['ir', 'IR'], ['llvm', 'LLVM IR'], ['asm', 'the machine'], ['wat', 'WebAssembly']]
  .filter(([stage]) => document.getElementById(stage).querySelector('.lines'));

function describe(own, callers) {
  const line = sourceLine(own);
  detail.replaceChildren();
  piece('strong', `Line ${line.dataset.line}`);
  const counts = counted.map(([stage, name]) => `${countIn(stage, own)} of ${name}`);
  const isCode = counted.some(([stage]) => countIn(stage, own));
  piece('span', isCode ? `instructions: ${counts.join(', ')}` : 'no code of its own');
  if (isCode && 'starts' in line.dataset) piece('span', 'what several lines share stands here');
  if (callers.length) {
    const lines = callers.map((place) => sourceLine(place).dataset.line);
    piece('span', `inlined into ${lines.length > 1 ? 'lines' : 'line'} ${lines.join(', ')}`);
  }
  const { runtime, calls, errors } = line.dataset;
  if (runtime) piece('span', `runtime: ${runtime}`);
  if (calls) piece('span', `calls ${calls}`, 'calls');
  if (errors) piece('span', `can raise ${errors}`, 'raises');
}

function hold(line) {
  const again = held === line;
  if (held) held.classList.remove('held');
  held = again ? null : line;
  show(line);
  if (held) held.classList.add('held');
}

const lineAt = (event) => event.target.closest?.('[data-p]');

document.querySelector('main').addEventListener('pointerover', (event) => {
  const line = lineAt(event);
  if (line && !held && event.pointerType !== 'touch') show(line);
});
document.querySelector('main').addEventListener('focusin', (event) => {
  const line = lineAt(event);
  if (!line) return;
  for (const other of linesIn(line.column)) other.tabIndex = other === line ? 0 : -1;
  if (!held) show(line);
});
document.querySelector('main').addEventListener('click', (event) => {
  const line = lineAt(event);
  if (line && !String(getSelection())) hold(line);
});

function focus(line) {
  if (!line) return;
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: 'nearest' });
}

// The line of the next open column on one side that belongs to the one in focus.
function beside(line, step) {
  const open = columns.filter((column) => !column.hidden && column.querySelector('[data-p]'));
  const column = open[open.indexOf(line.column) + step];
  if (!column) return null;
  const related = marked.filter((other) => other.column === column && other.offsetParent);
  return related.find((other) => other.classList.contains('lit')) ?? related[0]
    ?? linesIn(column).find((other) => other.tabIndex === 0);
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && held) hold(held);
  const line = lineAt(event);
  if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
  const lines = linesIn(line.column).filter((other) => other.offsetParent);
  const at = lines.indexOf(line);
  const actions = {
    ArrowDown: () => focus(lines[at + 1]),
    ArrowUp: () => focus(lines[at - 1]),
    Home: () => focus(lines[0]),
    End: () => focus(lines.at(-1)),
    ArrowRight: () => focus(beside(line, 1)),
    ArrowLeft: () => focus(beside(line, -1)),
    Enter: () => hold(line),
    ' ': () => hold(line),
  };
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
});

// The buttons open and close columns; a narrow screen has room for the source and one more.
const buttons = [...document.querySelectorAll('[data-opens]')];

function open(name, isOpen) {
  document.getElementById(name).hidden = !isOpen;
  const button = buttons.find((each) => each.dataset.opens === name);
  button.setAttribute('aria-pressed', String(isOpen));
  if (isOpen && narrow.matches) button.scrollIntoView({ inline: 'center', block: 'nearest' });
}

for (const button of buttons) {
  button.addEventListener('click', () => {
    const name = button.dataset.opens;
    if (narrow.matches) openBeside(name);
    else open(name, document.getElementById(name).hidden);
    const column = document.getElementById(name);
    if (shown && !column.hidden) bringIntoView(column);
  });
}

function openBeside(name) {
  for (const column of columns) open(column.id, column.id === 'source' || column.id === name);
}

function fit() {
  if (!narrow.matches) return;
  openBeside(columns.findLast((column) => !column.hidden && column.id !== 'source')?.id ?? 'asm');
}
narrow.addEventListener('change', fit);
fit();
// Between the two there is room for three columns.
if (!narrow.matches && matchMedia('(max-width: 68rem)').matches) open('ir', false);
