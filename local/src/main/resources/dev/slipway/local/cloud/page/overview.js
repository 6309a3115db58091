import { h, show } from './dom.js';
import { badge, clock, commit, elapsed } from './texts.js';

const row = (pipeline) => {
  const { name, latest } = pipeline;
  return h('li', {},
    h('a', { class: 'card pipeline', href: `#/pipelines/${encodeURIComponent(name)}`, 'data-key': name },
      h('span', { class: 'name' }, name),
      latest ? badge(latest.progress.status) : h('span', { class: 'badge idle' }, 'Never ran'),
      h('span', { class: 'detail' }, latest ? commit(latest.revisions) : 'Push to its source to start it.'),
      latest ? h('span', { class: 'when' }, clock(latest.progress.started), ' ', elapsed(latest.progress)) : null));
};

export function overview() {
  const list = h('ul', { class: 'cards' });
  const note = h('p', { class: 'empty', role: 'status' }, 'Loading');
  const element = h('section', { 'aria-labelledby': 'title' }, h('h1', { id: 'title' }, 'Pipelines'), note, list);
  return {
    title: 'Pipelines',
    element,
    views: {
      pipelines: (json) => {
        if (!Array.isArray(json)) { note.textContent = json.error; return; }
        show(note, json.length ? '' : 'No pipelines yet: ./slipway up local creates those of the stack.');
        show(list, json.map(row));
      },
    },
  };
}
