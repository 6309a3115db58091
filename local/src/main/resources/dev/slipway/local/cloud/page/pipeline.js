import { post } from './api.js';
import { h, show } from './dom.js';
import { badge, clock, commit, elapsed } from './texts.js';
import { execution } from './execution.js';
import { service } from './service.js';

const path = (name, ...rest) => ['pipelines', name, ...rest].join('/');

function history(name, chosen, executions) {
  return h('table', {},
    h('caption', { class: 'quiet' }, 'Executions, newest first'),
    h('thead', {}, h('tr', {}, ['Status', 'Commit', 'Started', 'Took', 'Trigger'].map((text) => h('th', { scope: 'col' }, text)))),
    h('tbody', {}, executions.map((one) => h('tr', { 'aria-current': one.id === chosen ? 'true' : false },
      h('td', {}, h('a', { href: `#/pipelines/${encodeURIComponent(name)}/${one.id}`, 'data-key': one.id, title: one.id }, badge(one.progress.status))),
      h('td', { class: 'wide' }, commit(one.revisions)),
      h('td', {}, clock(one.progress.started)),
      h('td', {}, elapsed(one.progress)),
      h('td', {}, one.type === 'ROLLBACK' ? `${one.trigger} (rollback)` : one.trigger)))));
}

export function pipeline(name, wanted, tell, live) {
  const picture = h('div', { class: 'slot picture' });
  const deployment = h('div', { class: 'slot' });
  const past = h('div', { class: 'scroll' });
  const begin = h('button', {
    type: 'button',
    onclick: () => post(path(name, 'start')).then(() => { location.hash = `#/pipelines/${encodeURIComponent(name)}`; }).catch(tell),
  }, 'Start');
  const element = h('article', { 'aria-labelledby': 'title' },
    h('div', { class: 'heading' }, h('h1', { id: 'title' }, name), begin),
    picture, deployment,
    h('section', { 'aria-labelledby': 'history' }, h('h2', { id: 'history' }, 'History'), past));

  let current = null;
  const open = (id) => {
    if (id === current) return;
    current = id;
    const view = execution(name, id, tell);
    picture.replaceChildren(view.element);
    live({ ...views, ...view.views });
  };
  const views = {
    [path(name)]: (json) => {
      if (json.error) { show(past, h('p', { class: 'empty' }, json.error)); return; }
      const newest = json.executions[0]?.id ?? null;
      const chosen = wanted ?? newest;
      if (chosen) open(chosen);
      else show(picture, h('p', { class: 'empty' }, 'This pipeline never ran. Push to its source, or start it.'));
      show(past, json.executions.length ? history(name, chosen, json.executions) : '');
    },
    [path(name, 'service')]: service(deployment),
  };
  return { title: name, element, views };
}
