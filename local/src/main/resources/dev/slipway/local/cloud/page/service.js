import { h, show } from './dom.js';
import { clock } from './texts.js';

const PARTS = 20;

/** A bar of task squares: one filled for each running task, the rest of the desired ones open. */
const squares = (running, pending, desired) => h('span', { class: 'squares', 'aria-hidden': 'true' },
  Array.from({ length: Math.min(PARTS, Math.max(desired, running + pending)) }, (unused, i) =>
    h('i', { class: i < running ? 'on' : i < running + pending ? 'next' : '' })));

const deployment = (one) => h('tr', {},
  h('td', {}, one.status === 'PRIMARY' ? 'new' : 'old'),
  h('td', {}, h('code', {}, one.revision)),
  h('td', {}, squares(one.running, one.pending, one.desired), ' ',
    `${one.running} of ${one.desired} running`, one.pending ? `, ${one.pending} pending` : '', one.failed ? `, ${one.failed} failed` : ''),
  h('td', { class: 'wide' }, one.rollout.replace('_', ' ').toLowerCase(), one.reason ? h('span', { class: 'detail' }, ` ${one.reason}`) : ''));

const NUMBERS = ['Requests', 'Failed'];
const heads = (...texts) => h('thead', {}, h('tr', {}, texts.map((text) =>
  h('th', { scope: 'col', class: NUMBERS.includes(text) ? 'number' : false }, text))));

function tasks(view, traffic) {
  const counts = new Map(traffic.map((one) => [one.task, one]));
  return h('table', {}, h('caption', { class: 'quiet' }, 'Tasks'),
    heads('Task', 'Revision', 'State', 'Target', 'Requests', 'Failed'),
    h('tbody', {}, view.tasks.map((task) => h('tr', { class: task.status === 'STOPPED' ? 'past' : false },
      h('td', {}, h('code', { title: task.id }, task.id.slice(0, 8))),
      h('td', {}, h('code', {}, task.revision)),
      h('td', {}, task.status.toLowerCase(), task.simulated ? ' (simulated)' : '', task.reason ? h('span', { class: 'detail' }, ` ${task.reason}`) : ''),
      h('td', { class: task.target === 'healthy' ? 'good' : task.target === 'unhealthy' ? 'bad' : '' }, task.target || '–'),
      h('td', { class: 'number' }, String(counts.get(task.id)?.requests ?? 0)),
      h('td', { class: 'number' }, String(counts.get(task.id)?.failed ?? 0))))));
}

/** Requests by revision, as far as tasks of it are known. */
function versions(view, traffic) {
  const sums = new Map();
  for (const one of traffic) {
    const revision = one.task ? view.tasks.find((task) => task.id === one.task)?.revision ?? 'gone' : 'no target';
    const sum = sums.get(revision) ?? { requests: 0, failed: 0 };
    sums.set(revision, { requests: sum.requests + one.requests, failed: sum.failed + one.failed });
  }
  const failed = [...sums.values()].reduce((sum, one) => sum + one.failed, 0);
  const all = [...sums.values()].reduce((sum, one) => sum + one.requests, 0);
  return h('dl', { class: 'numbers' },
    [...sums].map(([revision, one]) => h('div', {}, h('dt', {}, `Requests to ${revision}`), h('dd', {}, String(one.requests)))),
    h('div', {}, h('dt', {}, 'Requests'), h('dd', {}, String(all))),
    h('div', {}, h('dt', {}, 'Failed requests'), h('dd', { class: failed ? 'bad' : 'good' }, String(failed))));
}

export function service(slot) {
  return (json) => {
    if (json.error) { show(slot); return; }
    const { view, traffic, urls } = json;
    show(slot, h('section', { 'aria-labelledby': 'service' },
      h('h2', { id: 'service' }, `Service ${view.cluster}/${view.service}`),
      urls.length ? h('p', { class: 'detail' }, 'Answers at ', urls.map((url) => [h('a', { href: url, rel: 'noreferrer' }, url), ' '])) : null,
      versions(view, traffic),
      h('div', { class: 'scroll' }, h('table', {}, h('caption', { class: 'quiet' }, 'Deployments'), heads('Deployment', 'Revision', 'Tasks', 'Rollout'), h('tbody', {}, view.deployments.map(deployment)))),
      h('div', { class: 'scroll' }, tasks(view, traffic)),
      h('details', { open: true }, h('summary', {}, 'Service events'),
        h('ol', { class: 'events' }, view.events.map((event) => h('li', {}, clock(event.time), ' ', event.message))))));
  };
}
