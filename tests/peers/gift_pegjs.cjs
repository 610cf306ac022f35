// gift_pegjs.cjs - what gift-pegjs reads in files of GIFT: a line of JSON each, its questions or
// {"error": "..."}.
// usage: GIFT_NODE_DIR=DIR node gift_pegjs.cjs FILE...    DIR/node_modules has gift-pegjs
// May use: node, gift-pegjs. Must not know: what is expected.
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const dir = path.resolve(process.env.GIFT_NODE_DIR || ".");
const { parse } = createRequire(path.join(dir, "x.js"))("gift-pegjs");

for (const file of process.argv.slice(2)) {
	let read;
	try {
		read = parse(fs.readFileSync(file, "utf8"));
	} catch (e) {
		read = { error: e.message, line: e.location ? e.location.start.line : 0 };
	}
	console.log(JSON.stringify(read));
}
