import { follow } from './api.js';
import { tick } from './texts.js';
import { overview } from './overview.js';
import { pipeline } from './pipeline.js';
import { calls, events } from './records.js';

const main = document.getElementById('main');
const connection = document.getElementById('connection');
const toast = document.getElementById('toast');
let stop = () => {};
let first = true;

function connected(yes) {
  const text = yes ? 'live' : 'reconnecting';
  if (connection.textContent !== text) connection.textContent = text;
  connection.classList.toggle('good', yes);
}

/** Tells the user that something did not work. */
export function tell(error) {
  toast.textContent = error.message ?? String(error);
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { toast.textContent = ''; }, 8000);
}

/** Follows these views from now on, and no others. One connection is enough: browsers open few to one host. */
function live(views) {
  stop();
  stop = follow(Object.fromEntries(Object.entries(views).map(([path, view]) => [path, (json) => { view(json); tick(); }])), connected);
}

function page() {
  const [name = '', ...rest] = location.hash.replace(/^#\//, '').split('/').map(decodeURIComponent);
  if (name === 'pipelines' && rest[0]) return pipeline(rest[0], rest[1] ?? null, tell, live);
  if (name === 'calls') return calls(tell);
  if (name === 'events') return events(tell);
  return overview(tell);
}

function open() {
  stop();
  const { title, element, views } = page();
  document.title = `${title} · Slipway local cloud`;
  main.replaceChildren(element);
  // The first page is read from the top; after a link the new content is where the reader goes on.
  if (!first) main.focus({ preventScroll: true });
  if (!first) window.scrollTo(0, 0);
  first = false;
  for (const link of document.querySelectorAll('nav a')) {
    const here = link.hash === (location.hash || '#/') || (link.hash === '#/' && location.hash.startsWith('#/pipelines'));
    if (here) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  live(views);
}

window.addEventListener('hashchange', (event) => {
  if (location.hash === '#main') { history.replaceState(null, '', event.oldURL); main.focus(); return; }
  open();
});
window.addEventListener('pagehide', () => stop());
setInterval(tick, 500);
open();
