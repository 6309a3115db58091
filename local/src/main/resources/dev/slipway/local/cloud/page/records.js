import { h, show } from './dom.js';
import { clock, shortName } from './texts.js';

const heads = (...texts) => h('thead', {}, h('tr', {}, texts.map((text) => h('th', { scope: 'col' }, text))));

const call = (one) => [h('tr', { class: one.message ? 'told' : false },
  h('td', {}, clock(one.time)),
  h('td', { class: one.allowed ? 'good' : 'bad' }, one.allowed ? '✓ allowed' : '✗ denied'),
  h('td', {}, one.role),
  h('td', {}, h('code', {}, one.action)),
  h('td', { class: 'wide' }, h('code', {}, one.resource)),
  h('td', {}, one.statements.map((statement) => h('div', {}, statement)))),
one.message ? h('tr', {}, h('td', { colspan: '6', class: 'wide error' }, one.message)) : null];

export function calls() {
  const denied = h('input', { type: 'checkbox', id: 'denied' });
  const role = h('input', { type: 'search', id: 'role', placeholder: 'part of a name' });
  const count = h('p', { class: 'detail', role: 'status' });
  const table = h('div', { class: 'scroll' });
  const known = { all: [], denied: [] };
  const draw = () => {
    const calls = denied.checked ? known.denied : known.all;
    const found = calls.filter((one) => one.role.includes(role.value));
    show(count, `${found.length} of the newest ${calls.length} ${denied.checked ? 'denied calls' : 'calls'} of roles`);
    show(table, h('table', {}, heads('Time', 'Decision', 'Role', 'Action', 'Resource', 'Decided by'), h('tbody', {}, found.map(call))));
  };
  denied.addEventListener('change', draw);
  role.addEventListener('input', draw);
  return {
    title: 'IAM calls',
    element: h('section', { 'aria-labelledby': 'title' }, h('h1', { id: 'title' }, 'IAM calls'),
      h('p', { class: 'detail' }, 'Every call that a pipeline, a build, a rule or a task makes as its role, as IAM judges it.'),
      h('div', { class: 'filters' },
        h('label', { for: 'denied' }, denied, ' only denied'), h('label', { for: 'role' }, 'Role ', role)),
      count, table),
    views: {
      calls: (json) => { if (!json.error) { known.all = json; draw(); } },
      'calls/denied': (json) => { if (!json.error) { known.denied = json; draw(); } },
    },
  };
}

const delivery = (one) => h('tr', {},
  h('td', {}, clock(one.time)),
  h('td', { class: { DELIVERED: 'good', FAILED: 'bad' }[one.state] }, one.state.toLowerCase(), one.attempts > 1 ? `, ${one.attempts} calls` : ''),
  h('td', {}, one.event),
  h('td', {}, one.rule),
  h('td', {}, shortName(one.target)),
  h('td', { class: 'wide' }, one.result));

export function events() {
  const table = h('div', { class: 'scroll' });
  return {
    title: 'Events',
    element: h('section', { 'aria-labelledby': 'title' }, h('h1', { id: 'title' }, 'Events'),
      h('p', { class: 'detail' }, 'What the rules of the event bus sent to their targets.'), table),
    views: {
      deliveries: (json) => {
        if (json.error) return;
        show(table, json.length
          ? h('table', {}, heads('Time', 'State', 'Event', 'Rule', 'Target', 'Result'), h('tbody', {}, json.map(delivery)))
          : h('p', { class: 'empty' }, 'No rule has matched an event yet.'));
      },
    },
  };
}
