// Runs the script of an evidence bundle as a browser would: on the page as it is, and with one bit changed in every
// STEP-th byte. Usage: node bundle.js FILE [STEP]. Ends with 1 when a sound page is refused or a change goes unnoticed
// that a reader could see.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const vm = require('vm');

const [, , file, step = '487'] = process.argv;
const good = fs.readFileSync(file);
const digest = text => crypto.createHash('sha256').update(text).digest('base64');
const between = (text, start, end) => {
  const from = text.indexOf(start);
  const to = from < 0 ? -1 : text.indexOf(end, from + start.length);
  return to < 0 ? null : text.slice(from + start.length, to);
};
const starts = /<(?:section|header|input)[^>]* id="([^"]*)"[^>]*>/g;

// Elements of the page, as far as the script asks for them: all stand side by side in the body.
const elements = html => {
  const body = html.slice(html.indexOf('<body>') + 6, html.indexOf('<script type="text/plain" id="parts">'));
  const found = [...body.matchAll(starts)];
  const list = [];
  let gap = found.length ? body.slice(0, found[0].index) : body;
  found.forEach((match, n) => {
    const rest = body.slice(match.index, n + 1 < found.length ? found[n + 1].index : body.length);
    const end = rest.lastIndexOf('>') + 1;
    gap += rest.slice(end);
    list.push({ id: match[1], localName: 'section', outerHTML: rest.slice(0, end) });
  });
  return { list, gap };
};

const verdict = bytes => { // 'blocked', 'broken' or the number of findings
  const html = new TextDecoder().decode(bytes);
  const policy = between(html, 'http-equiv="Content-Security-Policy" content="', '">') || '';
  const script = between(html, '\n<script>', '</script>');
  const style = between(html, '<style>', '</style>');
  if (script === null || !policy.includes(`script-src 'sha256-${digest(script)}'`)) return 'blocked';
  if (style === null || !policy.includes(`style-src 'sha256-${digest(style)}'`)) return 'blocked';
  const attributes = {};
  const { list, gap } = elements(html);
  const node = () => ({ append() {}, appendChild: child => child, addEventListener() {}, set textContent(_) {} });
  const titled = name => ({ outerHTML: `<${name}>${between(html, `<${name}>`, `</${name}>`)}</${name}>` });
  const data = id => ({ textContent: between(html, `<script type="text/plain" id="${id}">`, '</script>') });
  const page = {
    body: { children: list, childNodes: [{ nodeType: 3, data: gap }] },
    documentElement: { setAttribute: (name, value) => { attributes[name] = value; } },
    createElement: node,
    querySelector: titled,
    getElementById: id => {
      if (id === 'parts' || id === 'evidence') return data(id);
      if (id === 'keybox') return { value: '', addEventListener() {} };
      const element = list.find(e => e.id === id);
      return element && Object.assign(element, node());
    },
  };
  try {
    vm.runInNewContext(script, { document: page, TextEncoder, TextDecoder, atob, btoa });
  } catch (error) {
    return 'broken';
  }
  return Number(attributes['data-findings']);
};

let failures = 0;
const fail = text => { failures++; console.error('bundle.js: ' + text); };
if (verdict(good) !== 0) fail(`the page that is sound gives ${verdict(good)}`);
const tail = good.indexOf('\n</body></html>');
const head = good.indexOf('<title>');
let flips = 0, unnoticed = 0;
for (let at = 5; at < good.length; at += Number(step)) {
  const bytes = Uint8Array.from(good);
  bytes[at] ^= 1;
  flips++;
  if (verdict(bytes) !== 0) continue;
  unnoticed++;
  // Only the frame around the parts may go unnoticed here: it shows nothing. `replay check` compares it, too.
  const around = new TextDecoder().decode(good.slice(Math.max(0, at - 30), at + 30));
  const isFrame = at < head || at >= tail || /<\/head><body>|<\/style>|<script type="text\/plain" id="parts">/.test(around);
  if (!isFrame) fail(`a change of byte ${at} goes unnoticed: …${JSON.stringify(around)}…`);
}
console.log(`${flips} bytes changed one by one, ${unnoticed} of them in the frame unnoticed by the page`);
process.exit(failures ? 1 : 0);
