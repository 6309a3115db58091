import { h } from './dom.js';

const SIGNS = {
  Succeeded: '✓', Failed: '✗', InProgress: '●', Stopping: '■', Stopped: '■', Abandoned: '■',
  Cancelled: '–', Superseded: '–', Skipped: '–',
};
const WORDS = { InProgress: 'In progress', '': 'Not begun' };

/** The class of a status, for its colour; the sign and the word tell it too. */
export const tone = (status) => ({
  Succeeded: 'good', Failed: 'bad', InProgress: 'busy',
  Stopping: 'odd', Stopped: 'odd', Abandoned: 'odd', Cancelled: 'odd', Superseded: 'odd', Skipped: 'odd',
}[status] ?? 'idle');

export const badge = (status) => h('span', { class: `badge ${tone(status)}` },
  h('span', { 'aria-hidden': 'true' }, SIGNS[status] ?? '○'), ' ', WORDS[status] ?? status);

export function duration(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s}s`;
  if (s < 3600) return `${Math.floor(s / 60)}m ${String(s % 60).padStart(2, '0')}s`;
  return `${Math.floor(s / 3600)}h ${String(Math.floor(s / 60) % 60).padStart(2, '0')}m`;
}

const goesOn = (progress) => progress.status === 'InProgress' || progress.status === 'Stopping';

/** How long something took; while it goes on, the page counts by itself. */
export function elapsed(progress) {
  if (!progress.started) return h('span', { class: 'time' });
  if (goesOn(progress)) return h('span', { class: 'time', 'data-since': progress.started });
  return h('span', { class: 'time' }, duration((Date.parse(progress.updated ?? progress.started) - Date.parse(progress.started)) / 1000));
}

export function tick() {
  for (const element of document.querySelectorAll('[data-since]')) {
    const text = duration((Date.now() - Date.parse(element.dataset.since)) / 1000);
    if (element.textContent !== text) element.textContent = text;
  }
}

export function clock(iso) {
  if (!iso) return '';
  const date = new Date(iso);
  return h('time', { datetime: iso, title: date.toLocaleString() }, date.toLocaleTimeString([], { hour12: false }));
}

export const commit = (revisions) => {
  const revision = revisions[0];
  if (!revision) return '';
  const id = /^[0-9a-f]{40,64}$/.test(revision.id) ? revision.id.slice(0, 8) : revision.id;
  return [h('code', {}, id), ' ', h('span', { class: 'message' }, revision.message.split('\n')[0])];
};

export const shortName = (arn) => arn.slice(arn.lastIndexOf(':') + 1);
