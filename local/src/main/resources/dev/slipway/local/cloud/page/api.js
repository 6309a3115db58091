const region = new URLSearchParams(location.search).get('region');
const query = (parameters = {}) => {
  const all = new URLSearchParams(parameters);
  if (region) all.set('region', region);
  return all.size ? `?${all}` : '';
};

let token = null;

async function answer(response) {
  const json = await response.json();
  if (!response.ok) throw new Error(json.error);
  return json;
}

export const get = async (path, parameters) => answer(await fetch(`api/${path}${query(parameters)}`));

async function postOnce(path, wish) {
  token ??= (await get('session')).token;
  return fetch(`api/${path}${query()}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Slipway-Token': token },
    body: JSON.stringify(wish),
  });
}

/** Asks for a change. A cloud that was started again has a new token. */
export async function post(path, wish = {}) {
  let response = await postOnce(path, wish);
  if (response.status === 403) {
    token = null;
    response = await postOnce(path, wish);
  }
  return answer(response);
}

/** Follows answers of the API as they change; returns how to stop. */
export function follow(views, connection) {
  const source = new EventSource(`api/live${query({ follow: Object.keys(views).join(',') })}`);
  source.onopen = () => connection(true);
  source.onerror = () => connection(false);
  for (const [path, view] of Object.entries(views)) {
    source.addEventListener(path, (event) => view(JSON.parse(event.data)));
  }
  return () => source.close();
}
