import { post } from './api.js';
import { h, show } from './dom.js';
import { badge, clock, commit, elapsed, tone } from './texts.js';

const groups = (actions) => {
  const orders = [...new Set(actions.map((action) => action.runOrder))];
  return orders.map((order) => actions.filter((action) => action.runOrder === order));
};

/** An action; one that is alone in its stage has the stage's state, which is not told twice. */
const action = (one, alone) => h('li', { class: `action ${tone(one.progress.status)}` },
  alone ? null : [h('span', { class: 'name' }, one.name), badge(one.progress.status)],
  h('span', { class: 'detail' }, `${one.provider} ${one.subject}`, one.attempt > 1 ? `, attempt ${one.attempt}` : ''),
  one.error ? h('p', { class: 'error' }, one.error) : null);

const stage = (one) => h('li', { class: `stage ${tone(one.progress.status)}` },
  h('h3', {}, one.name), badge(one.progress.status), elapsed(one.progress),
  one.waiting ? h('p', { class: 'detail' }, `Waits: ${one.waiting}`) : null,
  groups(one.actions).map((group) => h('ul', { class: 'group' }, group.map((each) => action(each, one.actions.length === 1)))));

/** Why the build failed: the command in one line, and what it printed last. */
const failure = (one) => h('section', { 'aria-label': 'Why the build failed' },
  h('p', { class: 'error' }, `The build failed in phase ${one.phase}: ${one.reason}`),
  one.command || one.output.length ? h('pre', { tabindex: '0' }, [one.command ? `$ ${one.command}` : [], one.output].flat().join('\n')) : null);

export function execution(pipeline, id, tell) {
  const base = `pipelines/${pipeline}/executions/${id}`;
  const summary = h('div', { class: 'summary' });
  const wishes = h('div', { class: 'wishes' });
  const stages = h('ol', { class: 'stages', 'aria-label': 'Stages' });
  const announced = h('p', { class: 'unseen', role: 'status' });
  const lines = h('pre', { class: 'log', tabindex: '0', role: 'log', 'aria-label': 'Build log', 'aria-live': 'off' });
  const failed = h('div', { class: 'failed' });
  const logTitle = h('h2', { id: 'log' }, 'Build log');
  const ask = (what, wish) => () => post(`${base}/${what}`, wish).catch(tell);
  const button = (text, what, wish, kind = '') => h('button', { type: 'button', class: kind, 'data-key': `${what}${text}`, onclick: ask(what, wish) }, text);
  const element = h('section', { 'aria-label': `Execution ${id}` },
    summary, wishes, stages, failed, announced, h('section', { 'aria-labelledby': 'log' }, logTitle, lines));
  let wished = '';
  let shown = { build: '', count: 0 };

  function wish(json) {
    // Buttons stay the same elements while they mean the same, so that a click never misses.
    const key = JSON.stringify([json.approvals, json.retryable, json.view.summary.progress.status]);
    if (key === wished) return;
    wished = key;
    const running = json.view.summary.progress.status === 'InProgress';
    wishes.replaceChildren(
      ...json.approvals.flatMap((one) => [
        button(`Approve ${one.action}`, 'approve', { action: one.action, approved: true }, 'main'),
        button(`Reject ${one.action}`, 'approve', { action: one.action, approved: false }, 'danger')]),
      ...json.retryable.flatMap((name) => [
        button(`Retry failed actions of ${name}`, 'retry', { stage: name, all: false }, 'main'),
        button(`Retry all of ${name}`, 'retry', { stage: name, all: true })]),
      ...(running ? [button('Stop', 'stop', { abandon: false }), button('Stop and abandon', 'stop', { abandon: true }, 'danger')] : []));
  }

  function log(json) {
    if (json.error) return;
    if (json.build !== shown.build) {
      lines.replaceChildren();
      shown = { build: json.build, count: 0 };
    }
    show(failed, json.failure ? failure(json.failure) : null);
    const atEnd = lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 8;
    lines.append(...json.lines.slice(Math.max(0, shown.count - json.left)).map((line) => `${line.text}\n`));
    shown.count = json.left + json.lines.length;
    if (atEnd) lines.scrollTop = lines.scrollHeight;
    logTitle.textContent = json.build ? `Build log ${json.build}` : 'Build log';
  }

  return {
    element,
    views: {
      [base]: (json) => {
        if (json.error) { show(summary, h('p', { class: 'empty' }, json.error)); return; }
        const { view } = json;
        show(summary,
          badge(view.summary.progress.status), ' ', elapsed(view.summary.progress),
          h('p', {}, commit(view.summary.revisions)),
          h('p', { class: 'detail' }, `${view.summary.trigger} `, clock(view.summary.progress.started), ` · ${view.summary.id}`),
          view.statusSummary ? h('p', { class: 'error' }, view.statusSummary) : null);
        wish(json);
        show(stages, view.stages.map(stage));
        const now = view.stages.filter((one) => one.progress.status).at(-1);
        const text = now ? `Stage ${now.name}: ${now.progress.status}` : '';
        if (announced.textContent !== text) announced.textContent = text;
      },
      [`${base}/log`]: log,
    },
  };
}
