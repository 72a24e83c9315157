// Compiles a story in ink and plays it at random; the choices are drawn by the same numbers as in `turns.py`.
// node walk.cjs STORY.ink PLAYS TURNS TIMED: prints turns, CPU seconds of the plays, and a digest of all that was read.

const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { Compiler } = require("inkjs/full");

const [path, plays, most, timed] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const story = new Compiler(readFileSync(path, "utf-8")).Compile();
const digest = createHash("sha256");
let turns = 0;

function read() {
  const lines = [];
  while (story.canContinue) {
    const line = story.Continue().trim();
    if (line) lines.push(line);
  }
  return [...lines, ...story.currentChoices.map((choice) => choice.text)];
}

const begin = process.cpuUsage();
for (let play = 0; play < plays; play++) {
  let number = play + 1;
  story.ResetState();
  let shown = read();
  for (let turn = 0; turn < most && story.currentChoices.length; turn++) {
    number = (number * 48271) % 2147483647;
    story.ChooseChoiceIndex(number % story.currentChoices.length);
    if (!timed) digest.update(shown.join("\n"));
    shown = read();
    turns++;
  }
  if (!timed) digest.update(shown.join("\n"));
}
const { user, system } = process.cpuUsage(begin);
console.log(JSON.stringify({ turns, seconds: (user + system) / 1e6, digest: digest.digest("hex") }));
