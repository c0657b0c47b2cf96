(() => {
  'use strict';
  // A record is [kind, key, id, tags, remarks, part...], a part [title, value...], a value [field, from, to, isMatch].
  const KIND = 0, KEY = 1, ID = 2, TAGS = 3, REMARKS = 4, PARTS = 5;
  const PAGE = 100;
  const SLICE_MILLIS = 12;
  const LONGEST_COMPARED = 20000;
  // What nobody sees, or what turns the direction of what follows, as the Java class ShownText has it. Words of some scripts, and emoji, have joiners; others have
  // none, where one only makes another word that looks the same.
  const UNSEEN = '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u3164\\uffa0\\ufdd0-\\ufdef\\ufffe\\uffff';
  const JOINED = '[^\\u0000-\\u00ff' + UNSEEN
    + ['Latin', 'Greek', 'Cyrillic', 'Han', 'Hiragana', 'Katakana', 'Hangul'].map(name => '\\p{Script=' + name + '}').join('')
    + ']';
  const JOINER = '[\\u200c\\u200d]';
  const ODDS = new RegExp('(?<!' + JOINED + ')' + JOINER + '|' + JOINER + '(?!' + JOINED + ')'
    + '|(?!' + JOINER + ')[' + UNSEEN + ']', 'gu');
  const byId = id => document.getElementById(id);
  const meta = JSON.parse(byId('meta').textContent);
  const number = new Intl.NumberFormat('en-US');
  const records = [];
  const kinds = new Set();
  const tags = new Set();
  let found = [];
  let page = 0;
  let search = 0;

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    made.append(...children);
    return made;
  };

  const odd = c => {
    const code = [...Array(c.length).keys()].map(i => '\\u' + c.charCodeAt(i).toString(16).padStart(4, '0')).join('');
    return element('span', 'odd', c === '\n' ? '\u21b5' : c === '\t' ? '\u21e5' : c === '\r' ? '\\r' : code);
  };

  /** A text as nodes: what is not seen is named, what is searched for is marked. */
  const shown = (text, needle, lines) => {
    const nodes = [];
    const lower = needle ? text.toLowerCase() : '';
    // Lower case can have another length, and then nobody knows where it is.
    const marks = needle && lower.length === text.length;
    const plain = (from, to) => {
      let at = from;
      for (const match of text.slice(from, to).matchAll(ODDS)) {
        nodes.push(text.slice(at, from + match.index), odd(match[0]));
        at = from + match.index + match[0].length;
        if (lines && match[0] === '\n') {
          nodes.push('\n');
        }
      }
      nodes.push(text.slice(at, to));
    };
    let from = 0;
    for (let at = marks ? lower.indexOf(needle) : -1; at >= 0; at = lower.indexOf(needle, from)) {
      plain(from, at);
      const before = nodes.length;
      plain(at, at + needle.length);
      nodes.push(element('mark', '', ...nodes.splice(before)));
      from = at + needle.length;
    }
    plain(from, text.length);
    return nodes.filter(node => node !== '');
  };

  /** Where two texts begin and end to differ: whole characters, from both ends. */
  const difference = (one, other) => {
    const half = c => c >= 0xdc00 && c <= 0xdfff;
    const most = Math.min(one.length, other.length);
    let start = 0;
    while (start < most && one.charCodeAt(start) === other.charCodeAt(start)) {
      start++;
    }
    while (start > 0 && (half(one.charCodeAt(start)) || half(other.charCodeAt(start)))) {
      start--;
    }
    let end = 0;
    while (end < most - start && one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end)) {
      end++;
    }
    while (end > 0 && half(one.charCodeAt(one.length - end))) {
      end--;
    }
    return [start, end];
  };

  const value = (text, other, needle, tag) => {
    if (text === '') {
      return element('div', 'value nothing', '(empty)');
    }
    const box = element('div', 'value');
    const small = text.length + other.length < LONGEST_COMPARED;
    const [start, end] = tag && other !== '' && small ? difference(text, other) : [0, 0];
    // Two texts that share only a letter or two are other texts.
    if (start + end < 3 || start + end >= text.length) {
      box.append(...shown(text, needle, true));
    } else {
      box.append(
        ...shown(text.slice(0, start), needle, true),
        element(tag, '', ...shown(text.slice(start, text.length - end), needle, true)),
        ...shown(text.slice(text.length - end), needle, true));
    }
    return box;
  };

  const cell = (className, side, box) => {
    const made = element('td', className, box);
    made.dataset.side = side;
    return made;
  };

  const table = (part, isNew, needle, field) => {
    const made = element('table', 'values ' + (meta.change ? 'is-change' : 'is-pair'));
    if (part[0] !== null) {
      made.append(element('caption', '', ...shown(part[0], needle, false)));
    }
    const head = element('tr', '', element('th', '', 'Field'));
    if (!isNew) {
      head.append(element('th', '', meta.from));
    }
    head.append(element('th', '', meta.to));
    made.append(element('thead', '', head));
    const body = element('tbody', '');
    for (let i = 1; i < part.length; i++) {
      const [name, from, to, isMatch] = part[i];
      const row = element('tr', from === to ? 'same' : 'differs', element('th', '', ...shown(meta.fields[name], '', false)));
      row.firstChild.scope = 'row';
      row.classList.toggle('is-match', isMatch === 1);
      row.classList.toggle('chosen', name === field);
      row.dataset.field = meta.fields[name];
      if (!isNew) {
        row.append(cell('old', meta.from, value(from, to, needle, meta.change && 'del')));
      }
      row.append(cell('new', meta.to, value(to, from, needle, meta.change && !isNew && 'ins')));
      body.append(row);
    }
    made.append(body);
    return made;
  };

  const card = (record, needle, field) => {
    const [name, label, tone] = meta.kinds[record[KIND]];
    const made = element('li', 'record');
    made.dataset.kind = name;
    made.dataset.key = record[KEY];
    const title = element('h3', '', element('span', 'kind ' + tone, label),
      element('bdi', '', ...shown(record[KEY], needle, false)));
    if (record[ID] !== null) {
      title.append(element('span', 'id', ...shown(record[ID], needle, false)));
    }
    made.append(title);
    for (const remark of record[REMARKS]) {
      made.append(element('p', 'remark', ...shown(remark, needle, false)));
    }
    for (let i = PARTS; i < record.length; i++) {
      made.append(table(record[i], meta.change && record[ID] === null, needle, field));
    }
    return made;
  };

  const chosenField = () => byId('field').value === '' ? -1 : Number(byId('field').value);
  const needleOf = () => byId('search').value.trim().toLowerCase();

  const draw = () => {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    page = Math.min(Math.max(0, page), pages - 1);
    const needle = needleOf();
    const field = chosenField();
    byId('list').replaceChildren(
      ...found.slice(page * PAGE, (page + 1) * PAGE).map(i => card(records[i], needle, field)));
    byId('page').value = page + 1;
    byId('last-page').textContent = number.format(pages);
    byId('first').disabled = byId('previous').disabled = page === 0;
    byId('next').disabled = byId('last').disabled = page === pages - 1;
  };

  const matches = (record, needle, field) => {
    if (kinds.size > 0 && !kinds.has(record[KIND])) {
      return false;
    }
    for (const tag of tags) {
      if (!record[TAGS].includes(tag)) {
        return false;
      }
    }
    let isIn = needle === '' || record[KEY].toLowerCase().includes(needle)
      || record[ID] !== null && record[ID].toLowerCase().includes(needle)
      || record[REMARKS].some(remark => remark.toLowerCase().includes(needle));
    let hasField = field < 0;
    for (let i = PARTS; i < record.length && !(isIn && hasField); i++) {
      const part = record[i];
      isIn = isIn || part[0] !== null && part[0].toLowerCase().includes(needle);
      for (let j = 1; j < part.length && !(isIn && hasField); j++) {
        const [name, from, to] = part[j];
        hasField = hasField || name === field;
        isIn = isIn || (field < 0 || name === field)
          && (from.toLowerCase().includes(needle) || to.toLowerCase().includes(needle));
      }
    }
    return isIn && hasField;
  };

  /** Looks at all records in slices of time, so that the page never freezes; the first page is there at once. */
  const find = () => {
    const mine = ++search;
    const needle = needleOf();
    const field = chosenField();
    const fresh = [];
    let at = 0;
    let isDrawn = false;
    page = 0;
    const slice = () => {
      if (mine !== search) {
        return;
      }
      const until = performance.now() + SLICE_MILLIS;
      while (at < records.length && performance.now() < until) {
        for (const end = Math.min(records.length, at + 200); at < end; at++) {
          if (matches(records[at], needle, field)) {
            fresh.push(at);
          }
        }
      }
      const isDone = at === records.length;
      if (isDone || !isDrawn && fresh.length >= PAGE) {
        found = fresh;
        isDrawn = true;
        draw();
      }
      byId('found').textContent = isDone
        ? number.format(found.length) + ' of ' + number.format(records.length) + (records.length === 1 ? ' record' : ' records')
        : 'Looking: ' + number.format(at) + ' of ' + number.format(records.length) + ' records';
      byId('list').setAttribute('aria-busy', String(!isDone));
      if (!isDone) {
        setTimeout(slice);
      } else {
        draw();
      }
    };
    slice();
  };

  const chip = (box, label, className, chosen, index) => {
    const button = element('button', className, label);
    button.type = 'button';
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => {
      const isOn = !chosen.delete(index);
      if (isOn) {
        chosen.add(index);
      }
      button.setAttribute('aria-pressed', String(isOn));
      find();
    });
    box.append(button);
    return button;
  };

  const go = to => {
    page = to;
    draw();
    byId('found').scrollIntoView();
  };

  const begin = () => {
    meta.fields.map((name, i) => [name, i]).sort((one, other) => one[0] < other[0] ? -1 : 1).forEach(([name, i]) => {
      const option = element('option', '', name);
      option.value = i;
      byId('field').append(option);
    });
    meta.kinds.forEach(([name, label, tone, count], i) => {
      if (count > 0) {
        chip(byId('kinds'), label + ' ' + number.format(count), tone, kinds, i).dataset.kind = name;
      }
    });
    const used = new Set();
    records.forEach(record => record[TAGS].forEach(tag => used.add(tag)));
    meta.tags.forEach((label, i) => {
      if (used.has(i)) {
        chip(byId('tags'), 'only ' + label, '', tags, i).dataset.tag = label;
      }
    });
    let waiting = 0;
    byId('search').addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(find, 120);
    });
    byId('field').addEventListener('change', find);
    byId('filter').addEventListener('submit', event => {
      event.preventDefault();
      find();
    });
    byId('first').addEventListener('click', () => go(0));
    byId('previous').addEventListener('click', () => go(page - 1));
    byId('next').addEventListener('click', () => go(page + 1));
    byId('last').addEventListener('click', () => go(Infinity));
    byId('page').addEventListener('change', () => go((parseInt(byId('page').value, 10) || 1) - 1));
    document.addEventListener('keydown', event => {
      const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.nodeName);
      if (event.key === 'Escape' && event.target === byId('search')) {
        byId('search').value = '';
        find();
      } else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      } else if (event.key === '/') {
        event.preventDefault();
        byId('search').focus();
      } else if (event.key === 'n') {
        go(page + 1);
      } else if (event.key === 'p') {
        go(page - 1);
      }
    });
    find();
    document.body.dataset.ready = 'true';
  };

  // Piece by piece, and the text of each piece is given back.
  const chunks = [...document.querySelectorAll('script.records')];
  const total = meta.kinds.reduce((sum, kind) => sum + kind[3], 0);
  byId('records').hidden = total === 0;
  const load = () => {
    const until = performance.now() + SLICE_MILLIS;
    while (chunks.length > 0 && performance.now() < until) {
      const chunk = chunks.shift();
      for (const record of JSON.parse(chunk.textContent)) {
        records.push(record);
      }
      chunk.remove();
    }
    if (chunks.length > 0) {
      byId('found').textContent = 'Reading: ' + number.format(records.length) + ' of ' + number.format(total) + ' records';
      setTimeout(load);
    } else {
      begin();
    }
  };
  load();
})();
