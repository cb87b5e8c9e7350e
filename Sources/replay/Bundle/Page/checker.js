'use strict';
// Checks the evidence that this page carries, without any request and without crypto.subtle.
// Formats: docs/evidence.md. The digest of this script is in the page's Content-Security-Policy.
(function (world) {
  // ---- SHA-256 and SHA-512 (FIPS 180-4); constants are the fractions of roots of primes ----
  const M64 = (1n << 64n) - 1n;
  const root = (n, k) => { // whole part of the k-th root, by Newton
    let x = 1n << BigInt(Math.ceil(n.toString(2).length / Number(k)) + 1);
    for (;;) {
      const y = ((k - 1n) * x + n / x ** (k - 1n)) / k;
      if (y >= x) return x;
      x = y;
    }
  };
  const primes = [];
  for (let n = 2; primes.length < 80; n++) if (primes.every(p => n % p)) primes.push(n);
  const K512 = primes.map(p => root(BigInt(p) << 192n, 3n) & M64);
  const H512 = primes.slice(0, 8).map(p => root(BigInt(p) << 128n, 2n) & M64);
  const high = x => Number(x >> 32n) | 0;
  const K256 = K512.slice(0, 64).map(high), H256 = H512.map(high);
  const padded = (bytes, block) => {
    const size = Math.ceil((bytes.length + 1 + block / 8) / block) * block;
    const all = new Uint8Array(size);
    all.set(bytes);
    all[bytes.length] = 128;
    new DataView(all.buffer).setBigUint64(size - 8, BigInt(bytes.length) * 8n);
    return new DataView(all.buffer);
  };
  const sha256 = bytes => {
    const data = padded(bytes, 64), h = H256.slice(), w = new Int32Array(64);
    const turn = (x, n) => x >>> n | x << 32 - n;
    for (let at = 0; at < data.byteLength; at += 64) {
      for (let t = 0; t < 64; t++) {
        if (t < 16) { w[t] = data.getInt32(at + 4 * t); continue; }
        const x = w[t - 15], y = w[t - 2];
        w[t] = w[t - 16] + w[t - 7] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10);
      }
      let [a, b, c, d, e, f, g, i] = h;
      for (let t = 0; t < 64; t++) {
        const one = i + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + K256[t] + w[t] | 0;
        const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
        [a, b, c, d, e, f, g, i] = [one + two | 0, a, b, c, d + one | 0, e, f, g];
      }
      [a, b, c, d, e, f, g, i].forEach((x, n) => { h[n] = h[n] + x | 0; });
    }
    const out = new DataView(new ArrayBuffer(32));
    h.forEach((x, n) => out.setInt32(4 * n, x));
    return new Uint8Array(out.buffer);
  };
  const sha512 = bytes => {
    const data = padded(bytes, 128), h = H512.slice(), w = [];
    const turn = (x, n) => x >> n | x << 64n - n & M64;
    for (let at = 0; at < data.byteLength; at += 128) {
      for (let t = 0; t < 80; t++) {
        if (t < 16) { w[t] = data.getBigUint64(at + 8 * t); continue; }
        const x = w[t - 15], y = w[t - 2];
        w[t] = w[t - 16] + w[t - 7] + (turn(x, 1n) ^ turn(x, 8n) ^ x >> 7n)
          + (turn(y, 19n) ^ turn(y, 61n) ^ y >> 6n) & M64;
      }
      let [a, b, c, d, e, f, g, i] = h;
      for (let t = 0; t < 80; t++) {
        const one = i + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + (e & f ^ ~e & M64 & g) + K512[t] + w[t];
        const two = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + (a & b ^ a & c ^ b & c);
        [a, b, c, d, e, f, g, i] = [one + two & M64, a, b, c, d + one & M64, e, f, g];
      }
      [a, b, c, d, e, f, g, i].forEach((x, n) => { h[n] = h[n] + x & M64; });
    }
    const out = new DataView(new ArrayBuffer(64));
    h.forEach((x, n) => out.setBigUint64(8 * n, x));
    return new Uint8Array(out.buffer);
  };

  // ---- Bytes ----
  const utf8 = text => new TextEncoder().encode(text);
  const join = (...parts) => {
    const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
    parts.reduce((at, p) => { all.set(p, at); return at + p.length; }, 0);
    return all;
  };
  const hex = bytes => Array.from(bytes, x => x.toString(16).padStart(2, '0')).join('');
  const same = (a, b) => !!a && !!b && a.length === b.length && a.every((x, n) => x === b[n]);
  const whole = (number, bytes) => Uint8Array.from({ length: bytes }, (_, n) => Number(number >> BigInt(8 * (bytes - 1 - n)) & 255n));
  const number = bytes => bytes.reduce((n, x) => n << 8n | BigInt(x), 0n);
  const base64 = text => {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
    const binary = atob(text);
    return btoa(binary) === text ? Uint8Array.from(binary, c => c.charCodeAt(0)) : null;
  };

  // ---- Ed25519 (RFC 8032) ----
  const P = (1n << 255n) - 19n;
  const L = (1n << 252n) + 27742317777372353535851937790883648493n;
  const mod = x => (x % P + P) % P;
  const power = (x, n) => {
    let y = 1n;
    for (x = mod(x); n; n >>= 1n, x = x * x % P) if (n & 1n) y = y * x % P;
    return y;
  };
  const inverse = x => power(x, P - 2n);
  const D = mod(-121665n * inverse(121666n)), I = power(2n, (P - 1n) / 4n);
  const point = bytes => { // [X, Y, Z, T], or null
    const little = number(Array.from(bytes).reverse());
    const y = little & (1n << 255n) - 1n, sign = little >> 255n;
    if (y >= P) return null;
    const u = mod(y * y - 1n), v = mod(D * y * y + 1n);
    let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
    if (mod(v * x * x - u)) x = x * I % P;
    if (mod(v * x * x - u) || !x && sign) return null;
    if ((x & 1n) !== sign) x = P - x;
    return [x, y, 1n, x * y % P];
  };
  const add = ([a, b, c, d], [e, f, g, h]) => {
    const k = mod((b - a) * (f - e)), l = mod((b + a) * (f + e)), m = mod(2n * D * d * h), n = mod(2n * c * g);
    const w = l - k, x = n - m, y = n + m, z = l + k;
    return [mod(w * x), mod(y * z), mod(x * y), mod(w * z)];
  };
  const times = (p, n) => {
    let sum = [0n, 1n, 1n, 0n];
    for (; n; n >>= 1n, p = add(p, p)) if (n & 1n) sum = add(sum, p);
    return sum;
  };
  const packed = ([x, y, z]) => {
    const i = inverse(z), bytes = whole(mod(y * i), 32).reverse();
    bytes[31] |= Number(mod(x * i) & 1n) << 7;
    return bytes;
  };
  const base = point(join([0x58], new Uint8Array(31).fill(0x66)));
  const ed25519 = (key, message, signature) => {
    const a = point(key), s = number(Array.from(signature.slice(32)).reverse());
    if (!a || s >= L || signature.length !== 64) return false;
    // Under a key of small order anybody can sign anything.
    if (times(a, 8n).slice(0, 2).every((x, n) => n ? mod(x - times(a, 8n)[2]) === 0n : x === 0n)) return false;
    const k = number(Array.from(sha512(join(signature.slice(0, 32), key, message))).reverse()) % L;
    const minus = [mod(-a[0]), a[1], a[2], mod(-a[3])];
    return same(packed(add(times(base, s), times(minus, k))), signature.slice(0, 32));
  };

  // ---- Trees ----
  const leafOf = entry => sha256(join([0], entry));
  const nodeOf = (left, right) => sha256(join([1], left, right));
  const climb = (leaf, index, size, path) => { // RFC 9162, 2.1.3.2; the root, or null
    let hash = leaf, node = index, last = size - 1n;
    if (index >= size) return null;
    for (const sibling of path) {
      if (!last) return null;
      if (node & 1n || node === last) {
        hash = nodeOf(sibling, hash);
        while (!(node & 1n) && node) { node >>= 1n; last >>= 1n; }
      } else hash = nodeOf(hash, sibling);
      node >>= 1n;
      last >>= 1n;
    }
    return last ? null : hash;
  };
  const inventoryRoot = (stream, count, head, path) => {
    const key = sha256(stream);
    return path.reduce((hash, sibling, height) => {
      const depth = path.length - 1 - height;
      return key[depth >> 3] >> 7 - (depth & 7) & 1 ? nodeOf(sibling, hash) : nodeOf(hash, sibling);
    }, leafOf(join(key, whole(count, 8), head)));
  };

  // ---- Records: protobuf wire format ----
  const fields = bytes => {
    const list = [], view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    const varint = () => {
      let value = 0n;
      for (let shift = 0n; ; shift += 7n) {
        const byte = bytes[at++];
        if (byte === undefined || shift > 63n) throw new Error('varint');
        value |= BigInt(byte & 127) << shift;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const key = varint(), kind = Number(key & 7n);
      let value;
      if (kind === 0) value = varint();
      else if (kind === 1) { value = view.getBigInt64(at, true); at += 8; }
      else if (kind === 2) {
        const length = Number(varint());
        value = bytes.slice(at, at + length);
        at += length;
      } else throw new Error('wire type');
      if (at > bytes.length) throw new Error('length');
      list.push([Number(key >> 3n), value]);
    }
    return list;
  };
  const recordOf = bytes => {
    const all = fields(bytes), one = n => (all.find(f => f[0] === n) || [])[1], text = b => new TextDecoder().decode(b);
    return {
      type: text(one(2)), stream: one(4), revision: one(6), id: one(7), recordedAt: one(8), actor: text(one(10)),
      previous: one(11), payload: one(15) || new Uint8Array(),
      commitments: all.filter(f => f[0] === 13).map(f => {
        const inner = fields(f[1]);
        return { path: (inner.find(g => g[0] === 1) || [])[1], digest: (inner.find(g => g[0] === 2) || [])[1] };
      }),
    };
  };

  // ---- The evidence ----
  class Bad extends Error {}
  const read = text => { // docs/evidence.md, "Bundles"
    const blank = text.indexOf('\n\n');
    if (blank < 0) throw new Bad('no blank line');
    const lines = text.slice(0, blank).split('\n'), note = text.slice(blank + 2);
    const bundle = { events: [], keys: [], inventory: null, note };
    const bytes = (word, size) => {
      const found = base64(word || '');
      if (!found || size && found.length !== size) throw new Bad('base64');
      return found;
    };
    let holder = null;
    lines.forEach((line, at) => {
      const words = line.split(' '), count = words.length;
      try {
        if (at === 0) { if (line !== 'anjuan-bundle@v1') throw new Bad('heading'); }
        else if (words[0] === 'page' || words[0] === 'language') return;
        else if (words[0] === 'as-of') bundle.asOf = BigInt(words[1]);
        else if (words[0] === 'stream' && count === 2) bundle.stream = bytes(words[1]);
        else if (words[0] === 'key' && count === 2) bundle.keys.push(words[1]);
        else if (words[0] === 'event' && count === 3) {
          holder = { position: BigInt(words[1]), record: bytes(words[2]), path: [], values: [] };
          bundle.events.push(holder);
        } else if (words[0] === 'inventory' && count === 2) {
          holder = { position: BigInt(words[1]), path: [] };
          bundle.inventory = holder;
        } else if (words[0] === 'hash' && count === 2 && holder) holder.path.push(bytes(words[1], 32));
        else if (words[0] === 'value' && count === 4 && holder && holder.values) {
          holder.values.push({ path: bytes(words[1]), salt: bytes(words[2], 32), value: bytes(words[3]) });
        } else throw new Bad('word');
      } catch (error) {
        throw new Bad('line ' + (at + 1) + (holder && holder.record ? ', #' + holder.position : ''));
      }
    });
    const end = note.lastIndexOf('\n\n');
    if (end < 0) throw new Bad('checkpoint');
    const head = note.slice(0, end + 1), three = head.split('\n');
    if (three.length !== 4 || !/^(0|[1-9][0-9]*)$/.test(three[1])) throw new Bad('checkpoint');
    Object.assign(bundle, { head, origin: three[0], size: BigInt(three[1]), root: bytes(three[2], 32) });
    bundle.signatures = note.slice(end + 2).split('\n').slice(0, -1).map(line => {
      const words = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(line);
      if (!words) throw new Bad('signature');
      const raw = bytes(words[2]);
      return { name: words[1], id: hex(raw.slice(0, 4)), bytes: raw.slice(4) };
    });
    return bundle;
  };

  const keyOf = text => { // NAME+ID+base64(type ‖ key), or null
    const words = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim().split(/\s/)[0]);
    const raw = words && base64(words[3]);
    if (!raw || raw.length !== 33 || raw[0] !== 1 && raw[0] !== 4) return null;
    const id = hex(sha256(join(utf8(words[1]), [10], raw)).slice(0, 4));
    return id === words[2] ? { name: words[1], id, kind: raw[0], key: raw.slice(1) } : null;
  };
  const signatures = (bundle, keys) => { // who signed by the keys that were given, and whose lines fail
    const good = [], wrong = [];
    for (const line of bundle.signatures) {
      const key = keys.find(k => k.name === line.name && k.id === line.id);
      if (!key) continue;
      const seconds = key.kind === 4 ? number(line.bytes.slice(0, 8)) : null;
      const text = key.kind === 4 ? 'cosignature/v1\ntime ' + seconds + '\n' + bundle.head : bundle.head;
      const own = key.kind === 4 || key.name === bundle.origin;
      if (own && ed25519(key.key, utf8(text), line.bytes.slice(key.kind === 4 ? 8 : 0))) good.push(key);
      else wrong.push(line);
    }
    return { good, wrong };
  };

  const check = text => { // {bundle, facts, findings}: each finding is a place and three sentences
    const findings = [], find = (place, ...sentences) => findings.push({ place, sentences });
    let bundle;
    try { bundle = read(text); } catch (error) {
      const place = error instanceof Bad ? error.message : 'evidence';
      find(place, 'the evidence cannot be read here', '证据无法读取', '證據無法讀取');
      return { bundle: null, findings };
    }
    const own = [];
    for (const event of bundle.events) {
      const place = '#' + event.position;
      event.leaf = leafOf(event.record);
      if (!same(climb(event.leaf, event.position - 1n, bundle.size, event.path), bundle.root)) {
        find(place, 'the record is not in the tree of the checkpoint: record, position or proof was changed',
          '记录不在检查点的树中：记录、位置或证明被改动', '紀錄不在檢查點的樹中：紀錄、位置或證明被改動');
      }
      try { event.says = recordOf(event.record); } catch {
        find(place, 'the record cannot be read', '记录无法读取', '紀錄無法讀取');
        continue;
      }
      if (event.says.recordedAt > bundle.asOf) {
        find(place, 'it was recorded after the time for which limits are judged', '记录时间晚于时限判定的时间', '記錄時間晚於時限判定的時間');
      }
      for (const value of event.values) {
        const digest = sha256(join([1], whole(BigInt(value.path.length), 2), value.path, value.salt,
          whole(BigInt(value.value.length), 4), value.value, event.says.id));
        if (!event.says.commitments.some(c => same(c.path, value.path) && same(c.digest, digest))) {
          find(place, 'a personal value is not the one that was recorded', '个人信息与记录的摘要不符', '個人資料與紀錄的摘要不符');
        }
      }
      if (same(event.says.stream, bundle.stream)) own.push(event);
    }
    own.forEach((event, n) => {
      const before = n ? own[n - 1].leaf : undefined;
      if (event.says.revision !== BigInt(n + 1) || (before ? !same(event.says.previous, before) : event.says.previous)) {
        find('#' + event.position, 'an event of the case is missing before this one', '此事件之前缺少本案事件', '此事件之前缺少本案事件');
      }
    });
    if (!own.length) find('evidence', 'there is no event of the case', '没有本案事件', '沒有本案事件');
    const facts = { own: own.length, complete: null };
    if (bundle.inventory) {
      const place = '#' + bundle.inventory.position;
      const taken = bundle.events.find(e => e.position === bundle.inventory.position);
      let told = [];
      try { told = fields(taken.says.payload); } catch { /* found out below */ }
      const size = (told.find(f => f[0] === 1) || [])[1], root = (told.find(f => f[0] === 4) || [])[1];
      const upTo = own.filter(e => e.position <= size), last = upTo[upTo.length - 1];
      if (last && taken.says.type === 'InventoryTaken' && size < taken.position
        && same(inventoryRoot(bundle.stream, BigInt(upTo.length), last.leaf, bundle.inventory.path), root)) {
        facts.complete = { position: size, count: upTo.length };
      } else {
        find(place, 'the inventory says that the case had other events: one is missing, or its proof was changed',
          '案卷清点表明本案另有事件：缺少事件，或证明被改动', '案卷清點表明本案另有事件：缺少事件，或證明被改動');
      }
    }
    return { bundle, facts, findings };
  };
  const api = { check, signatures, keyOf, sha256, sha512, ed25519, hex, utf8, base64 };

  // ---- The page ----
  const languages = ['en', 'zh-Hans', 'zh-Hant'];
  const called = { // what the parts of the page are called, by their ids without the language
    title: ['the title', '标题', '標題'], style: ['the style sheet', '样式表', '樣式表'], bar: ['the title bar', '标题栏', '標題列'],
    state: ['the box with the outcome', '校验结果栏', '校驗結果欄'], keys: ['the box for keys', '密钥栏', '金鑰欄'],
    evidence: ['the evidence', '证据', '證據'], page: ['the page', '页面', '頁面'], l: ['the choice of language', '语言选择', '語言選擇'],
    head: ['what the case is', '案件概况', '案件概況'], findings: ['contradictions', '矛盾', '矛盾'], limits: ['the limits', '时限', '時限'],
    hands: ['in whose hands', '经手', '經手'], events: ['the heading of the events', '事件标题', '事件標題'], proof: ['the proof', '证明', '證明']
  };
  const nameOf = (id, n) => {
    const rest = id.startsWith('l-') ? 'l' : id.replace(/^(en|zh-Hans|zh-Hant)-/, '');
    const name = /^\d+$/.test(rest) ? [`event at position ${rest}`, `位置 ${rest} 的事件`, `位置 ${rest} 的事件`][n] : (called[rest] || [])[n];
    return name ? `${name} (#${id})` : `#${id}`;
  };
  const compare = page => { // parts of the page whose bytes are not those that were written
    const findings = [], wanted = page.getElementById('parts').textContent.trim().split('\n').map(l => l.split(' '));
    const children = Array.from(page.body.children).filter(e => e.localName !== 'script').map(e => e.id);
    const stray = Array.from(page.body.childNodes).some(n => n.nodeType === 3 && n.data.trim());
    const ids = wanted.map(w => w[0]).filter(id => !['title', 'style', 'evidence'].includes(id));
    if (stray || children.join(' ') !== ids.join(' ')) {
      findings.push({ place: 'page', part: 'page', sentences: ['something was added, removed or moved', '内容被增删或移动', '內容被增刪或移動'] });
    }
    for (const [id, digest] of wanted) {
      const part = id === 'title' || id === 'style' ? page.querySelector(id) : page.getElementById(id);
      const bytes = part && (id === 'evidence' ? part.textContent : part.outerHTML);
      if (!part || hex(sha256(utf8(bytes))) !== digest) {
        findings.push({ place: id, part: id, sentences: ['it was changed', '已被改动', '已被改動'] });
      }
    }
    return findings;
  };
  const show = (page, result, signed, kind) => {
    const { bundle, facts, findings } = result;
    const lines = languages.map((_, n) => {
      const say = (...words) => words[n], list = [];
      if (findings.length) {
        return findings.map(f => (f.part ? nameOf(f.part, n) : f.place) + say(': ', '：', '：') + f.sentences[n]);
      }
      list.push(say(
        `${bundle.events.length} records lead to the root of the checkpoint over ${bundle.size} events of ${bundle.origin}`,
        `${bundle.events.length} 条记录均通向 ${bundle.origin} 在 ${bundle.size} 个事件处的检查点树根`,
        `${bundle.events.length} 筆紀錄均通向 ${bundle.origin} 在 ${bundle.size} 個事件處的檢查點樹根`));
      list.push(facts.complete ? say(
        `by the inventory, events 1 to ${facts.complete.count} are all of this case up to position ${facts.complete.position}`,
        `据案卷清点，截至位置 ${facts.complete.position}，本案全部事件即第 1 至 ${facts.complete.count} 条`,
        `據案卷清點，截至位置 ${facts.complete.position}，本案全部事件即第 1 至 ${facts.complete.count} 筆`) : say(
        'no inventory is enclosed: later events may be missing', '未附案卷清点：可能缺少后来的事件', '未附案卷清點：可能缺少後來的事件'));
      const names = signed.good.map(k => k.name + ' (' + k.id + ')').join(say(', ', '、', '、'));
      list.push(names ? say(
        `signed by ${names}, by ${kind ? 'the keys that you gave' : 'the keys in this file: compare them with those that were published'}`,
        `签名：${names}（${kind ? '按您给出的密钥' : '按本文件所附密钥，请与公布的密钥核对'}）`,
        `簽章：${names}（${kind ? '依您給出的金鑰' : '依本檔所附金鑰，請與公布的金鑰核對'}）`) : say(
        'signatures were not checked: paste verifier keys below', '签名未经检查：请在下方粘贴验证密钥', '簽章未經檢查：請在下方貼上驗證金鑰'));
      return list;
    });
    const state = page.getElementById('state'), isGood = !findings.length;
    const title = [
      ['This page agrees with its evidence', '本页与所附证据一致', '本頁與所附證據一致'],
      ['THIS PAGE WAS CHANGED OR DAMAGED', '本页被改动或已损坏', '本頁被改動或已損壞'],
    ][isGood ? 0 : 1];
    state.className = isGood ? (signed.good.length ? 'good' : 'open') : 'bad';
    state.textContent = '';
    languages.forEach((language, n) => {
      const box = page.createElement('div'), top = page.createElement('h2'), list = page.createElement('ul');
      box.className = 't ' + language;
      top.textContent = title[n];
      lines[n].forEach(line => { list.appendChild(page.createElement('li')).textContent = line; });
      box.append(top, list);
      state.append(box);
    });
    page.documentElement.setAttribute('data-findings', String(findings.length));
    page.documentElement.setAttribute('data-places', findings.map(f => f.place).join(' '));
    page.documentElement.setAttribute('data-signed', String(signed.good.length));
  };
  const run = page => {
    const broken = compare(page), result = check(page.getElementById('evidence').textContent);
    const box = page.getElementById('keybox');
    const judge = () => {
      const given = box.value.split('\n').map(keyOf).filter(Boolean), known = result.bundle ? result.bundle.keys.map(keyOf) : [];
      const keys = given.length ? given : known.filter(Boolean);
      const signed = result.bundle ? signatures(result.bundle, keys) : { good: [], wrong: [] };
      const failed = signed.wrong.map(line => ({ place: line.name + ' (' + line.id + ')',
        sentences: ['the signature does not hold', '签名不成立', '簽章不成立'] }));
      if (known.some(key => !key)) {
        failed.push({ place: 'key', sentences: ['a key cannot be read', '密钥无法读取', '金鑰無法讀取'] });
      }
      show(page, { ...result, findings: [...result.findings, ...failed, ...broken] }, signed, given.length > 0);
    };
    box.addEventListener('input', judge);
    judge();
  };
  if (world.document) run(world.document);
  else world.anjuan = api;
})(globalThis);
