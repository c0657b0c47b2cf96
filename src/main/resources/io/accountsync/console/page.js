"use strict";
// The console page. Every value becomes text by textContent, never markup.

const $ = (id) => document.getElementById(id);
const main = $("main");
// Half of what a session takes; the cookie is the other half. Unlike a cookie it is of this port alone.
const CSRF = "csrf";
let session = { canSignIn: false, signedIn: false };
let overview = null;
let progress = new Map();
let ended = null;
let shown = 0;
// Whether nobody answered at the last look.
let lost = false;

// ---------------------------------------------------------------- text

// What nobody sees, or what turns the direction of what follows, as the Java class ShownText has it. Words of some scripts, and
// emoji, have joiners; others have none, where one only makes another word that looks the same.
const UNSEEN = "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u3164\\uffa0\\ufdd0-\\ufdef\\ufffe\\uffff";
const JOINED = "[^\\u0000-\\u00ff" + UNSEEN
  + ["Latin", "Greek", "Cyrillic", "Han", "Hiragana", "Katakana", "Hangul"].map((name) => "\\p{Script=" + name + "}").join("") + "]";
const JOINER = "[\\u200c\\u200d]";
const ODDS = new RegExp("(?<!" + JOINED + ")" + JOINER + "|" + JOINER + "(?!" + JOINED + ")|(?!" + JOINER + ")[" + UNSEEN + "]", "gu");

function named(odd) {
  return [...Array(odd.length).keys()].map((i) => "\\u" + odd.charCodeAt(i).toString(16).padStart(4, "0")).join("");
}

/** A text in which everything is seen, in one line unless it may have several. */
function seen(text, lines) {
  return String(text).replace(ODDS, (odd) => (odd === "\n" ? lines ? odd : "\u21b5" : odd === "\t" ? "\u21e5" : named(odd)));
}

// ---------------------------------------------------------------- elements

function el(name, options = {}, ...children) {
  const element = document.createElement(name);
  return fill(element, options, children);
}

function svg(name, options = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), options, children);
}

function fill(element, options, children) {
  for (const [key, value] of Object.entries(options)) {
    if (key === "text") {
      element.textContent = seen(value, element.localName === "pre");
    } else if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : key === "aria-label" || key === "title" ? seen(value) : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined)
    .map((child) => (child instanceof Node ? child : seen(child))));
  return element;
}

function table(columns, rows, caption) {
  const head = el("tr", {}, columns.map((column) => el("th", { scope: "col", class: column.kind, text: column.title })));
  const body = rows.map((row) => el("tr", {}, columns.map((column) => {
    const value = column.value(row);
    return value instanceof Node
      ? el("td", { class: column.kind }, value)
      : el("td", { class: column.kind, text: value === null || value === undefined ? "" : value });
  })));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", {}, el("thead", {}, head), el("tbody", {}, body)));
}

/** Figures that are read first: a number and what it counts, in a tone where that is due. */
function figures(kind, entries) {
  return el("dl", { class: "figures " + kind }, entries.filter((entry) => entry).map(([name, value, tone]) =>
    el("div", { class: tone }, el("dt", { text: name }), el("dd", { text: value === "" ? "–" : value }))));
}

/** Where there is nothing: that, and what to do or what it means. */
function empty(what, ...more) {
  return el("div", { class: "empty" }, el("p", {}, el("strong", { text: what })), more.map((text) => el("p", { text })));
}

function list(pairs) {
  return el("dl", {}, pairs.filter((pair) => pair).flatMap(([name, value]) => [
    el("dt", { text: name }),
    value instanceof Node ? el("dd", {}, value) : el("dd", { text: value }),
  ]));
}

// ---------------------------------------------------------------- words

const numbers = new Intl.NumberFormat("en");
const number = (value) => (value === null || value === undefined ? "" : numbers.format(value));
const moments = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeStyle: "medium", hour12: false });
const short = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

function time(iso, format = moments) {
  return iso ? el("time", { datetime: iso, title: iso, text: format.format(new Date(iso)).replace(",", "") }) : el("span", { text: "–" });
}

function millis(run) {
  return run.endedAt ? new Date(run.endedAt) - new Date(run.startedAt) : null;
}

function duration(value) {
  if (value === null) {
    return "–";
  }
  const seconds = value / 1000;
  if (seconds < 60) {
    return seconds.toFixed(1) + " s";
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? minutes + " min " + Math.round(seconds % 60) + " s"
    : Math.floor(minutes / 60) + " h " + (minutes % 60) + " min";
}

const LABELS = {
  api_calls: "API calls",
  parked_sent: "rejected before, sent again",
  parked_confirmed: "rejected before, confirmed now",
  retry_later: "deferred",
  still_rejected: "rejected before, not sent again",
};

function words(name) {
  return LABELS[name] || name.replace(/_/g, " ").replace("salesforce", "Salesforce");
}

function word(run) {
  return run.endedAt ? run.status : run.goesOn || goesOn(run) ? "RUNNING" : "CRASHED";
}

function tone(run) {
  return { SUCCEEDED: "good", PARTIAL: "warn", STOPPED: "warn", FAILED: "bad", CRASHED: "bad", RUNNING: "info" }[word(run)] || "soft";
}

function status(run) {
  return el("span", { class: "badge " + tone(run), text: word(run) });
}

function goesOn(run) {
  const now = progress.get(run.sync);
  return now !== undefined && now.runId === run.runId;
}

// ---------------------------------------------------------------- the server

async function api(path, body) {
  const request = { credentials: "same-origin", cache: "no-store", headers: {} };
  if (body !== undefined) {
    request.method = "POST";
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  const csrf = localStorage.getItem(CSRF);
  if (csrf) {
    request.headers["X-CSRF-Token"] = csrf;
  }
  let answer;
  try {
    answer = await fetch(path, request);
  } catch (e) {
    throw new Error("The process behind this page does not answer.");
  }
  let content = {};
  try {
    content = await answer.json();
  } catch (e) {
    // Told by the status.
  }
  if (session.signedIn && (answer.status === 401 || answer.status === 403 && !path.startsWith("/api/actions"))) {
    sessionEnded();
    setTimeout(() => draw(true));
  }
  if (!answer.ok) {
    throw new Error(content.error || "The answer was " + answer.status + ".");
  }
  return content;
}

/** What only its owner may see goes with it. */
function sessionEnded() {
  session = { canSignIn: session.canSignIn, signedIn: false };
  drawHeader();
}

/** Whether anybody answers, and whether the session is there still: with the process that it was of, it is gone. */
async function look() {
  let now;
  try {
    now = await api("/api/session");
  } catch (e) {
    lost = true;
    say("problem", e.message);
    return;
  }
  const isBack = lost;
  const isOther = now.signedIn !== session.signedIn || now.canSignIn !== session.canSignIn;
  session = now;
  lost = false;
  if (isBack) {
    say("problem");
  }
  if (isOther || isBack && (main.dataset.failed || !isAtWork())) {
    await draw(isOther);
  }
}

function say(id, text) {
  $(id).hidden = !text;
  $(id).textContent = seen(text || "");
}

async function act(path, body) {
  say("problem");
  say("done");
  try {
    say("done", (await api(path, body)).result);
  } catch (e) {
    say("problem", e.message);
  }
  await draw(false);
  if (path === "/api/actions/run") {
    // A short run is over before anybody was told that it goes on.
    setTimeout(() => draw(false), 2000);
  }
}

// ---------------------------------------------------------------- header and sign-in

function drawHeader() {
  const at = location.hash;
  const link = (href, text, current) => el("a", { href, text, "aria-current": current ? "page" : null });
  $("nav").replaceChildren(
    link("#/", "Overview", at === "" || at === "#/"),
    link("#/audit", "Audit", at === "#/audit"));
  const button = session.signedIn
    ? el("button", { text: "Sign out", onclick: signOut })
    : el("button", { text: "Sign in", id: "open-signin", onclick: () => $("signin").showModal(), disabled: !session.canSignIn,
      title: session.canSignIn ? null : "console.token is not set", class: session.canSignIn ? "main" : null });
  $("who").replaceChildren(...(session.signedIn ? [el("span", { class: "soft", text: session.who })] : []), button);
}

async function signIn(event) {
  event.preventDefault();
  const form = $("signin-form");
  say("signin-problem");
  try {
    session = await api("/api/session", { token: form.elements.token.value, name: form.elements.who.value });
    localStorage.setItem(CSRF, session.csrf);
    form.elements.token.value = "";
    $("signin").close();
    await draw(true);
  } catch (e) {
    say("signin-problem", e.message);
  }
}

async function signOut() {
  try {
    session = await api("/api/session/end", {});
    localStorage.removeItem(CSRF);
  } catch (e) {
    say("problem", e.message);
  }
  await draw(true);
}

function needsToken(what) {
  return session.canSignIn
    ? empty("Sign in to see " + what + ".", "They hold contents of rows, which are not for everybody who reaches this page.")
    : empty("Nobody can sign in to see " + what + ".",
      "Set console.token (in the environment: CONSOLE_TOKEN), start the process again, and sign in with it.");
}

// ---------------------------------------------------------------- overview

async function overviewView() {
  overview = await api("/api/overview");
  if (session.signedIn && !overview.signedIn) {
    sessionEnded();
  }
  overview.syncs.forEach((sync) => settle(sync.lastRun));
  const parts = [
    el("h1", { text: overview.serving ? "Syncs" : "Syncs, as the state knows them" }),
    el("p", { class: "lead", text: summary(overview.syncs) }),
  ];
  if (!overview.serving) {
    parts.push(el("p", { class: "soft", text: "This console only looks at the state: nothing starts by itself here." }));
  }
  if (!overview.syncFilesKnown) {
    parts.push(...mistakes(overview.mistakes, "Sync files or keys have mistakes, which keep syncs from running."));
  }
  if (overview.syncs.length === 0) {
    parts.push(empty("Nothing has run yet, and no sync is known.", "Begin with account-sync check, then account-sync plan, then account-sync run."));
  }
  if (!session.canSignIn) {
    parts.push(el("p", { class: "hint", text: "Reasons, contents and actions need console.token, which is not set." }));
  }
  parts.push(el("div", { class: "cards" }, overview.syncs.map(card)), budget(overview.budget));
  return parts;
}

/** Sentences with file and line, for whoever may read them, else that there are some. */
function mistakes(known, otherwise) {
  return (known || [otherwise + " Sign in to see which, or run account-sync check."])
    .map((text) => el("p", { class: "warn text", text }));
}

function summary(syncs) {
  const last = syncs.filter((sync) => sync.lastRun);
  const say = [
    [syncs.filter((sync) => sync.work || progress.has(sync.sync)).length, "running"],
    [last.filter((sync) => tone(sync.lastRun) === "bad").length, "failed"],
    [syncs.filter((sync) => sync.plans.some((plan) => !plan.approved)).length, "held back"],
    [syncs.filter((sync) => sync.stream && sync.stream.paused).length, "with a paused stream"],
    [syncs.filter((sync) => sync.hasMistakes).length, "with a mistake in its sync file"],
    [syncs.filter((sync) => sync.open.rejected > 0).length, "with rejected records"],
  ].filter(([count]) => count > 0).map(([count, what]) => number(count) + " " + what);
  return [number(syncs.length) + (syncs.length === 1 ? " sync" : " syncs"), ...say].join(", ");
}

function card(sync) {
  const name = encodeURIComponent(sync.sync);
  const last = sync.lastRun;
  const open = sync.open;
  const codes = Object.entries(sync.codes);
  const some = (count, kind) => (count > 0 ? kind : null);
  const isPaused = sync.stream && sync.stream.paused;
  return el("section", { class: "card " + (isPaused ? "bad" : last ? tone(last) : "soft"), "data-sync": sync.sync, "aria-label": sync.sync },
    el("h2", {}, el("span", { text: sync.sync }), last ? status(last)
      : el("span", { class: "badge soft", text: sync.stream ? "STREAM" : "NEVER RAN" })),
    progressOf(sync.sync),
    elsewhere(sync),
    stream(sync),
    figures("", [
      last && last.endedAt && ["rows read", number(last.counts.rows_read)],
      last && last.endedAt && ["confirmed", number(confirmed(last))],
      ["rejected", number(open.rejected), some(open.rejected, "bad")],
      ["deferred", number(open.deferred), some(open.deferred, "warn")],
      ["invalid", number(open.invalid), some(open.invalid, "warn")],
    ]),
    list([
      sync.target && ["Org", sync.target.orgName + " (" + sync.target.orgType + ")"],
      sync.target && ["Target", sync.target.object + " by " + sync.target.externalId],
      ["Last run", last ? el("a", { href: "#/run/" + last.runId }, time(last.startedAt)) : "–"],
      sync.next ? ["Next start", time(sync.next)] : ["Schedule", sync.schedule || "none"],
      sync.doubts && ["In doubt", number(sync.doubts.records)],
      sync.gone > 0 ? ["Gone", number(sync.gone)] : null,
    ]),
    sync.hasMistakes ? mistakes(sync.mistakes, "Its sync file has mistakes: it cannot run.") : null,
    last && last.message ? el("p", { class: "text", text: last.message }) : null,
    codes.length > 0 ? el("ul", { class: "codes", "aria-label": "Records that did not pass, by code" },
      codes.map(([code, count]) => el("li", { text: code + " " + number(count) }))) : null,
    ...plans(sync),
    el("div", { class: "links" },
      el("a", { href: "#/sync/" + name + "/runs", text: "Runs" }),
      el("a", { href: "#/sync/" + name + "/rejected", text: "Rejected records" }),
      el("a", { href: "#/sync/" + name + "/mapping", text: "Mapping" })),
    session.signedIn && overview.serving && !progress.has(sync.sync) && !sync.work
      ? el("div", { class: "buttons" }, el("button", { text: "Run now", "data-action": "run",
        onclick: () => act("/api/actions/run", { sync: sync.sync }) }))
      : null);
}

const WORK = { plan: "A plan", reconcile: "A comparison with Salesforce (reconcile)", adopt: "An adoption (adopt)",
  restore: "A restoration (restore)", "restore --dry-run": "A restoration without writing (restore --dry-run)" };

/** What another process of the same state does with the sync; of this one the progress is shown. */
function elsewhere(sync) {
  const work = sync.work;
  if (!work || sync.progress || progress.has(sync.sync)) {
    return null;
  }
  const what = work.mode === null ? "Another command" : WORK[work.mode] || "A run";
  return el("p", { class: "info", "data-work": sync.sync }, what + " goes on",
    work.process ? " in " + work.process : " in another process",
    ...(work.since ? [", since ", time(work.since)] : []), ". How far it is, only that process knows.");
}

/** The rows that come by themselves, in whatever process. */
function stream(sync) {
  const session = sync.stream;
  if (!session) {
    return null;
  }
  const what = session.paused ? "Its stream is paused since " : session.goesOn ? "A session of its stream goes on since "
    : "Its stream waits for rows since ";
  return el("div", { "data-stream": sync.sync },
    el("p", { class: session.paused ? "warn" : "info" }, what, time(session.since), ". ",
      el("a", { href: "#/run/" + session.runId, text: number(session.rows) + (session.rows === 1 ? " row" : " rows") }),
      session.goesOn ? " so far." : " in its last session."),
    session.reason ? el("p", { class: "text", text: session.reason }) : null);
}

function confirmed(run) {
  return ["created", "updated", "confirmed_on_repeat", "parked_confirmed", "flagged"]
    .reduce((sum, name) => sum + (run.counts[name] || 0), 0);
}

function plans(sync) {
  return sync.plans.map((held) => plan(sync, held));
}

function plan(sync, held) {
  const text = (held.stream ? "The stream is held back: " : "Held back: ") + number(held.creates) + " to create, " + number(held.updates) + " to change, "
    + number(held.clears) + " with fields to clear, " + number(held.missing) + " missing.";
  return el("div", { class: "plan" },
    el("p", { class: "warn", text }),
    held.reason ? el("p", { text: held.reason }) : null,
    held.deletes ? el("p", { text: "It deletes or flags records, so that only the command approves it: account-sync approve." }) : null,
    held.approved ? el("p", { class: "good", text: held.stream ? "Approved; the stream goes on." : "Approved; the next run does it." }) : null,
    session.signedIn && !held.approved && !held.deletes
      ? el("button", { text: "Approve", class: "main", "data-action": "approve", onclick: () => {
        if (window.confirm("Let the " + (held.stream ? "stream" : "next run") + " of " + sync.sync + " do this? " + text)) {
          act("/api/actions/approve", { sync: sync.sync, plan: held.id });
        }
      } })
      : null);
}

function budget(calls) {
  const most = calls.limit === null ? null : Math.floor(calls.limit * calls.share / 100);
  return el("section", { "aria-label": "API budget" },
    el("h2", { text: "API calls of 24 hours" }),
    el("div", { class: "card" }, list([
      ["By account-sync", number(calls.own) + (calls.mostOwn > 0 ? " of " + number(calls.mostOwn) : "")],
      ["By all clients", calls.used === null ? "not known before the first call of this process"
        : number(calls.used) + " of " + number(calls.limit) + "; account-sync stops at " + number(most)],
    ]),
    calls.used === null ? null
      : el("progress", { max: calls.limit, value: Math.min(calls.used, calls.limit), "aria-label": "API calls used" })));
}

// ---------------------------------------------------------------- progress

function progressOf(sync) {
  const box = el("div", { class: "progress", "data-progress": sync });
  fillProgress(box);
  return box;
}

/** What the state says of a run is newer than the last news of its progress. */
function settle(run) {
  if (run && run.endedAt && goesOn(run)) {
    progress.delete(run.sync);
  }
}

function fillProgress(box) {
  const now = progress.get(box.dataset.progress);
  box.replaceChildren();
  if (!now) {
    return;
  }
  const sends = now.phase === "send" || now.phase === "complete";
  const text = sends
    ? "Sending: " + number(now.sent) + " of " + number(now.toSend) + " records, " + number(now.rejected) + " rejected"
    : now.phase === "begin" ? "Beginning" : "Comparing: " + number(now.read) + " rows read, " + number(now.invalid) + " invalid";
  const bar = sends && now.toSend > 0
    ? el("progress", { max: now.toSend, value: Math.min(now.sent, now.toSend), "aria-label": "Progress of " + now.sync })
    : el("progress", { "aria-label": "Progress of " + now.sync });
  box.append(bar, el("p", { text: text + "; " + number(now.calls) + " API calls" }));
}

/** @param broke whether the news had stopped, so that whatever there was may be another process's by now */
function listen(broke) {
  const events = new EventSource("/api/events");
  events.addEventListener("progress", (event) => {
    const now = JSON.parse(event.data);
    const begun = now.runs.some((run) => !progress.has(run.sync));
    const isNews = begun || ended !== null && ended !== now.ended;
    progress = new Map(now.runs.map((run) => [run.sync, run]));
    ended = now.ended;
    if (isNews && !isAtWork()) {
      draw(false);
    } else {
      document.querySelectorAll("[data-progress]").forEach(fillProgress);
    }
  });
  events.onopen = () => {
    if (broke) {
      broke = false;
      look();
    }
  };
  events.onerror = async () => {
    broke = true;
    const isClosed = events.readyState === EventSource.CLOSED;
    await look();
    if (isClosed) {
      setTimeout(() => listen(true), lost ? 5000 : 30000);
    }
  };
}

/** Whether somebody reads or types something that must not be drawn again under his hands. */
function isAtWork() {
  return location.hash.endsWith("/rejected") || location.hash.endsWith("/mapping") || $("signin").open;
}

// ---------------------------------------------------------------- runs

function syncTitle(sync, what) {
  const name = encodeURIComponent(sync);
  const link = (view, text) => el("a", { href: "#/sync/" + name + "/" + view, text,
    "aria-current": location.hash.endsWith("/" + view) ? "page" : null });
  return [
    el("h1", { text: sync + ": " + what }),
    el("nav", { "aria-label": "Views of " + sync }, link("runs", "Runs"), link("rejected", "Rejected records"), link("mapping", "Mapping")),
  ];
}

async function runsView(sync) {
  const runs = await api("/api/runs?limit=60&sync=" + encodeURIComponent(sync));
  settle(runs[0]);
  if (runs.length === 0) {
    return [...syncTitle(sync, "runs"), empty("No run yet.", "Start one here when you are signed in, or by: account-sync run " + sync)];
  }
  const over = runs.slice().reverse();
  return [
    ...syncTitle(sync, "runs"),
    progressOf(sync),
    el("div", { class: "charts" },
      chart("Rows read", over, (run) => run.counts.rows_read, number),
      chart("Rejected", over, (run) => run.counts.rejected, number),
      chart("Duration", over, millis, duration),
      chart("API calls", over, (run) => run.counts.api_calls, number)),
    el("ul", { class: "legend" }, el("li", { class: "good", text: "succeeded" }),
      el("li", { class: "warn", text: "partial or stopped" }), el("li", { class: "bad", text: "failed" })),
    table([
      { title: "Run", kind: "number", value: (run) => el("a", { href: "#/run/" + run.runId, text: run.runId }) },
      { title: "Started", value: (run) => time(run.startedAt) },
      { title: "Status", value: status },
      { title: "Mode", value: (run) => run.mode },
      { title: "Read", kind: "number", value: (run) => number(run.counts.rows_read) },
      { title: "Confirmed", kind: "number", value: (run) => number(confirmed(run)) },
      { title: "Rejected", kind: "number", value: (run) => number(run.counts.rejected) },
      { title: "Deferred", kind: "number", value: (run) => number(run.counts.retry_later) },
      { title: "Invalid", kind: "number", value: (run) => number(run.counts.invalid) },
      { title: "Duration", kind: "number", value: (run) => duration(millis(run)) },
      { title: "API calls", kind: "number", value: (run) => number(run.counts.api_calls) },
    ], runs, "Runs of " + sync),
  ];
}

/** A bar for each run, the latest on the right; its colour is the status of the run, which the table has in words. */
function chart(title, runs, value, text) {
  const values = runs.map((run) => value(run) || 0);
  const most = Math.max(0, ...values);
  const width = 300;
  const step = width / Math.max(runs.length, 12);
  const bars = runs.map((run, i) => {
    const height = most === 0 ? 0 : Math.max(values[i] > 0 ? 1.5 : 0, values[i] / most * 78);
    return svg("rect", { class: "run " + tone(run), x: i * step + step * 0.1, y: 80 - height, width: step * 0.8, height },
      svg("title", { text: "Run " + run.runId + ", " + word(run) + ": " + text(values[i]) }));
  });
  const last = "last " + text(values[values.length - 1]) + ", most " + text(most);
  const day = (run) => el("span", {}, time(run.startedAt, short));
  const line = (y) => svg("line", { x1: 0, y1: y, x2: width, y2: y });
  return el("figure", {},
    el("figcaption", {}, title, el("span", { text: last })),
    svg("svg", { viewBox: "0 0 300 82", preserveAspectRatio: "none", role: "img",
      "aria-label": title + " of " + runs.length + " runs, " + last + ". The table below has the numbers." },
    line(2), line(41), bars, line(80.5)),
    el("div", { class: "ends" }, day(runs[0]), runs.length > 1 ? day(runs[runs.length - 1]) : null));
}

async function runView(id) {
  const whole = await api("/api/run?id=" + encodeURIComponent(id));
  const run = whole.run;
  settle(run);
  const counts = Object.entries(run.counts).filter(([, count]) => count > 0);
  const parts = [
    el("h1", {}, "Run " + run.runId + " of " + run.sync + " ", status(run)),
    progressOf(run.sync),
    figures("wide", [
      ["rows read", number(run.counts.rows_read)],
      ["confirmed", number(confirmed(run))],
      ["rejected", number(run.counts.rejected), run.counts.rejected > 0 ? "bad" : null],
      ["deferred", number(run.counts.retry_later), run.counts.retry_later > 0 ? "warn" : null],
      ["invalid", number(run.counts.invalid), run.counts.invalid > 0 ? "warn" : null],
      ["duration", duration(millis(run))],
      ["API calls", number(run.counts.api_calls)],
    ]),
    list([
      ["Mode", run.mode],
      ["Started", time(run.startedAt)],
      ["Ended", time(run.endedAt)],
    ]),
    run.message ? el("pre", { text: run.message }) : null,
    el("h2", { text: "Counts" }),
    counts.length === 0 ? empty(run.endedAt ? "Nothing was counted." : "The counts are written at the end of the run.")
      : table([
        { title: "What", value: ([name]) => words(name) },
        { title: "Number", kind: "number", value: ([, count]) => number(count) },
      ], counts, "Counts of run " + run.runId),
  ];
  if (whole.phases) {
    parts.push(el("h2", { text: "Phases" }), table([
      { title: "Phase", value: ([name]) => name },
      { title: "Time", kind: "number", value: ([, value]) => duration(value) },
    ], Object.entries(whole.phases), "Phases of run " + run.runId));
  }
  if (whole.findings && whole.findings.length > 0) {
    parts.push(el("h2", { text: "What did not pass" }), table([
      { title: "Kind", value: (finding) => finding.kind },
      { title: "Code", value: (finding) => finding.code },
      { title: "Number", kind: "number", value: (finding) => number(finding.count) },
      ...(session.signedIn ? [{ title: "Such as", kind: "text", value: (finding) => (finding.samples || []).join(", ") }] : []),
    ], whole.findings, "Findings of run " + run.runId));
  }
  if (whole.notes && whole.notes.length > 0) {
    parts.push(el("h2", { text: "Notes" }), el("ul", {}, whole.notes.map((note) => el("li", { text: note }))));
  }
  if (!whole.findings && run.endedAt) {
    parts.push(el("p", { class: "soft", text: "Phases, what did not pass and notes are known of the last 30 runs of this process only, and this is none of them. "
      + "The records that did not pass are under Rejected records." }));
  }
  parts.push(el("p", {}, el("a", { href: "#/sync/" + encodeURIComponent(run.sync) + "/runs", text: "All runs of " + run.sync })));
  return parts;
}

// ---------------------------------------------------------------- rejected records

const wanted = { sync: null, code: null, search: "" };

async function rejectedView(sync) {
  if (wanted.sync !== sync) {
    Object.assign(wanted, { sync, code: null, search: "" });
  }
  overview = await api("/api/overview");
  const known = overview.syncs.find((one) => one.sync === sync);
  if (!known) {
    throw new Error("No sync of this name is known.");
  }
  const parts = syncTitle(sync, "rejected records");
  const codes = Object.entries(known.codes);
  if (!session.signedIn) {
    parts.push(codes.length === 0 ? noneRejected(sync) : table([
      { title: "Code", value: ([code]) => code },
      { title: "Records", kind: "number", value: ([, count]) => number(count) },
    ], codes, "Rejected records by code"), el("p", {}), needsToken("the records with their reasons"));
    return parts;
  }
  const filter = (code, text) => el("button", { text, "aria-pressed": String(wanted.code === code), onclick: () => {
    wanted.code = code;
    draw(false);
  } });
  const search = el("input", { type: "search", name: "search", "aria-label": "Search in keys, fields and reasons",
    placeholder: "Search", value: wanted.search });
  const results = el("div", {});
  parts.push(
    el("div", { class: "tools", role: "group", "aria-label": "Codes" },
      filter(null, "All (" + number(codes.reduce((sum, [, count]) => sum + count, 0)) + ")"), codes.map(([code, count]) => filter(code, code + " (" + number(count) + ")"))),
    el("form", { class: "tools", role: "search", onsubmit: (event) => {
      event.preventDefault();
      wanted.search = search.value;
      draw(false);
    } }, search, el("button", { text: "Search" }),
    el("button", { type: "button", text: "Retry all of the sync", "data-action": "retry-all", disabled: codes.length === 0, onclick: () => {
      if (window.confirm("Let the next run of " + sync + " send all rejected records again?")) {
        act("/api/actions/retry", { sync });
      }
    } })),
    results);
  await more(results, "/api/rejected", { sync, code: wanted.code, search: wanted.search }, "Rejected records");
  const lost = el("div", {});
  await more(lost, "/api/deletions", { sync }, "Deletions");
  if (lost.querySelector("tbody tr")) {
    parts.push(el("h2", { text: "Records that were to be deleted" }),
      el("p", { class: "soft", text: "Deletions are tried again by runs, or by the command account-sync failures retry; not here." }), lost);
  }
  return parts;
}

function noneRejected(sync) {
  return empty("No record of " + sync + " is rejected, deferred or invalid.", "Whatever does not pass is shown here, with what to do about it.");
}

function noneFound(asked) {
  return asked.code || asked.search
    ? empty("No record has this.", "Search for a part of a key, a field or a reason, or choose All.") : noneRejected(asked.sync);
}

async function more(box, path, asked, caption) {
  const page = await api(path, asked);
  box.append(page.rows.length === 0 && box.childElementCount === 0 ? noneFound(asked) : rejectedTable(asked.sync, page.rows, caption));
  if (page.next) {
    const button = el("button", { text: "More", onclick: async () => {
      button.remove();
      try {
        await more(box, path, { ...asked, after: page.next }, caption);
      } catch (e) {
        say("problem", e.message);
      }
    } });
    box.append(button);
  }
}

function rejectedTable(sync, rows, caption) {
  return table([
    { title: "Key", kind: "key", value: (row) => el("a", { href: "#", text: row.shown, onclick: (event) => {
      event.preventDefault();
      explain(row.key);
    } }) },
    { title: "Why", kind: "text", value: (row) => el("div", {}, el("div", { text: row.message || "No reason is known." }),
      el("div", { class: "code", text: row.code }),
      row.fields || row.place ? el("div", { class: "soft", text: row.fields || row.place }) : null) },
    { title: "Attempts", kind: "number", value: (row) => el("div", {}, number(row.attempts), el("div", { class: "soft" }, time(row.lastAt, short))) },
    { title: "What is next", kind: "text", value: (row) => row.nextStep },
    { title: "Salesforce", value: (row) => (row.link
      ? el("a", { href: row.link, rel: "noreferrer noopener", target: "_blank", text: row.salesforceId }) : row.salesforceId) },
    { title: "Action", value: (row) => (row.deletion ? "" : el("button", { text: "Retry", "data-action": "retry",
      "aria-label": "Retry " + row.shown, onclick: () => act("/api/actions/retry", { sync, key: row.key }) })) },
  ], rows, caption);
}

function pretty(payload) {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch (e) {
    return payload;
  }
}

async function explain(key) {
  try {
    const record = await api("/api/record", { key });
    const back = () => draw(true);
    show([
      el("h1", { text: "Record " + key }),
      el("p", {}, el("button", { text: "Back", onclick: back })),
      record.syncs.length === 0 ? el("p", { text: "Nothing is known of it any more." }) : null,
      ...record.syncs.flatMap((one) => [
        el("h2", { text: one.sync }),
        record.links[one.sync] ? el("p", {}, el("a", { href: record.links[one.sync], rel: "noreferrer noopener", target: "_blank",
          text: "The record in Salesforce" })) : null,
        list([
          ["Confirmed", one.confirmed ? time(one.confirmed.sentAt) : "never"],
          one.confirmed && ["Salesforce id", one.confirmed.salesforceId || "–"],
          one.rejected && ["Code", one.rejected.code],
          one.rejected && ["Reason", one.rejected.message || "–"],
          one.rejected && ["Attempts", number(one.rejected.attempts)],
          one.rejected && ["First and last", el("span", {}, time(one.rejected.firstAt), " – ", time(one.rejected.lastAt))],
          ["On its way", one.onItsWay ? "yes" : "no"],
        ]),
        one.rejected && one.rejected.payload ? el("pre", { text: pretty(one.rejected.payload) }) : null,
      ]),
    ], true);
  } catch (e) {
    say("problem", e.message);
  }
}

// ---------------------------------------------------------------- mapping and audit

async function mappingView(sync) {
  const parts = syncTitle(sync, "mapping");
  if (!session.signedIn) {
    return [...parts, needsToken("the mapping")];
  }
  const mapping = await api("/api/mapping?sync=" + encodeURIComponent(sync));
  return [
    ...parts,
    ...mistakes(mapping.mistakes),
    list([
      ["File", mapping.file],
      ["Target", mapping.object + " by " + mapping.externalId + ", " + mapping.operation],
      ["Cursor", mapping.cursor || "none: every run compares every row"],
    ]),
    mapping.typesKnown ? null : el("p", { class: "soft", text: "Types are known after a run of this process has asked the org." }),
    table([
      { title: "Source column", kind: "key", value: (line) => line.columns.join(", ") || "(constant)" },
      { title: "Value", kind: "text", value: (line) => el("code", { text: line.value || "" }) },
      { title: "Field", kind: "key", value: (line) => line.field + (line.isKey ? " (External ID)" : "") },
      { title: "Options", kind: "text", value: (line) => Object.entries(line.options).map(([name, value]) => name + ": " + value).join(", ") },
      { title: "Type", value: (line) => line.type },
    ], mapping.fields, "Mapping of " + sync),
  ];
}

async function auditView() {
  const parts = [el("h1", { text: "Audit: what people did by this page" })];
  if (!session.signedIn) {
    return [...parts, needsToken("the audit table")];
  }
  const entries = await api("/api/audit");
  return [
    ...parts,
    entries.length === 0 ? empty("Nothing yet.", "Each retry, approval and run that somebody asks for here is written to this table.") : table([
      { title: "When", value: (entry) => time(entry.at) },
      { title: "Who", kind: "key", value: (entry) => entry.who + " (" + entry.address + ")" },
      { title: "Action", value: (entry) => entry.action },
      { title: "Sync", value: (entry) => entry.sync },
      { title: "About", kind: "key", value: (entry) => entry.subject },
      { title: "Result", kind: "text", value: (entry) => entry.result || "goes on, or was cut off" },
    ], entries, "Audit table"),
  ];
}

// ---------------------------------------------------------------- views

function view() {
  const parts = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  if (parts[0] === "sync" && parts[2] === "runs") {
    return runsView(parts[1]);
  }
  if (parts[0] === "sync" && parts[2] === "rejected") {
    return rejectedView(parts[1]);
  }
  if (parts[0] === "sync" && parts[2] === "mapping") {
    return mappingView(parts[1]);
  }
  if (parts[0] === "run") {
    return runView(parts[1]);
  }
  return parts[0] === "audit" ? auditView() : overviewView();
}

/** What an element is to a person, by which it is known again when its view is drawn anew. */
function identity(element) {
  const card = element.closest("[data-sync]");
  return [card ? card.dataset.sync : "", element.tagName, element.getAttribute("href"),
    element.getAttribute("aria-label") || element.textContent].join(" ");
}

function show(parts, moved) {
  const focused = document.activeElement;
  const had = !moved && focused !== main && main.contains(focused) ? identity(focused) : null;
  main.replaceChildren(...parts.filter((part) => part));
  if (moved) {
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  } else if (had !== null) {
    // Else whoever goes by keyboard begins at the top again with each news of a run.
    const again = [...main.querySelectorAll("a, button, input, [tabindex]")].find((element) => identity(element) === had);
    (again || main).focus({ preventScroll: true });
  }
  const title = main.querySelector("h1");
  document.title = (title ? title.textContent + " – " : "") + "account-sync";
}

/** Draws what the address says, or why it cannot. A view that comes after a newer one is dropped. */
async function draw(moved) {
  const mine = ++shown;
  const address = location.hash || "#/";
  drawHeader();
  if (main.dataset.view !== address) {
    // What is of another address must not stay under this one, to be clicked at.
    setTimeout(() => {
      if (mine === shown && main.dataset.view !== address) {
        main.replaceChildren(el("p", { class: "soft", text: "Loading…" }));
      }
    }, 300);
  }
  if (moved) {
    say("problem");
    say("done");
  }
  try {
    const parts = await view();
    if (mine === shown) {
      delete main.dataset.failed;
      show(parts, moved);
      // By this a test, or a style, knows what is seen.
      main.dataset.view = address;
    }
  } catch (e) {
    if (mine === shown) {
      main.dataset.failed = "true";
      show([
        el("h1", { text: "This view could not be loaded" }),
        el("p", { class: "warn", text: e.message }),
        el("p", {}, el("button", { text: "Try again", onclick: () => draw(true) }), " ", el("a", { href: "#/", text: "Overview" })),
      ], moved);
      main.dataset.view = address;
    }
  }
}

async function begin() {
  $("signin-form").addEventListener("submit", signIn);
  $("signin-cancel").addEventListener("click", () => $("signin").close());
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  window.addEventListener("hashchange", () => draw(true));
  try {
    session = await api("/api/session");
  } catch (e) {
    say("problem", e.message);
  }
  await draw(false);
  listen(false);
  setInterval(() => {
    if (!document.hidden && (location.hash === "" || location.hash === "#/")) {
      draw(false);
    }
  }, 15000);
}

begin();
