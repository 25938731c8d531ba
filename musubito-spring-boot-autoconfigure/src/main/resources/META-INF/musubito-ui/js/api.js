// All addresses are relative to this file, '<endpoint>/ui/js/api.js': the page works wherever the endpoint is, and asks
// no other host
const ENDPOINT = new URL('../..', import.meta.url).href.replace(/\/$/, '');

// An answer that was begun so long ago is not what is there now
const FRESH_MS = 30_000;

const begun = new Map();

let session;

/** An answer that is not the one that was asked for; the message is for people. */
export class ApiError extends Error {
	constructor(status, message) {
		super(message);
		this.status = status;
	}
}

async function request(address, options) {
	const response = await send(address, options);
	const body = isJson(response) ? await response.json() : undefined;
	if (response.ok && body !== undefined) {
		return body;
	}
	throw new ApiError(response.status, body?.error ?? refusal(response));
}

async function send(address, options) {
	try {
		return await fetch(address, { ...options, headers: { Accept: 'application/json', ...options?.headers } });
	}
	catch (error) {
		if (error.name === 'AbortError') {
			throw error;
		}
		throw new ApiError(0, 'The application does not answer. Is it running?');
	}
}

function isJson(response) {
	return (response.headers.get('Content-Type') ?? '').includes('json');
}

function refusal(response) {
	if (response.redirected || response.status === 401) {
		return 'You are not logged in any more: load the page again.';
	}
	if (response.status === 403) {
		return 'You may not do this, or your session has ended: load the page again.';
	}
	if (response.status === 405) {
		return 'The endpoint is read-only here (management.endpoint.musubito.access).';
	}
	return `The application answered with status ${response.status}.`;
}

/** The address of a resource of the endpoint: href(['runs', id, 'report']); '' is the summary. */
export function href(path, parameters) {
	const segments = Array.isArray(path) ? path : [path];
	const address = [ENDPOINT, ...segments.filter(Boolean).map(encodeURIComponent)].join('/');
	const given = Object.entries(parameters ?? {}).filter(([, value]) => value != null && value !== '');
	return given.length > 0 ? `${address}?${new URLSearchParams(given)}` : address;
}

/** Reads a resource: get('runs', { limit: 50 }), get(['nodes', id]). */
export function get(path, parameters, signal) {
	const address = href(path, parameters);
	const ask = () => request(address, { signal });
	return taken(address)?.catch((error) => isRefusal(error) ? Promise.reject(error) : ask()) ?? ask();
}

// Another answer is not to be expected a moment later
function isRefusal({ status }) {
	return status >= 400 && status < 500;
}

/** Begins to read what will be asked for in a moment: the next get() of the same takes the answer over. */
export function begin(path, parameters) {
	const address = href(path, parameters);
	const answer = request(address);
	answer.catch(() => undefined);
	begun.set(address, { answer, until: performance.now() + FRESH_MS });
}

function taken(address) {
	const { answer, until } = begun.get(address) ?? {};
	begun.delete(address);
	return performance.now() < until ? answer : undefined;
}

/** Does something: post(['nodes', id], { action: 'invalidate' }). */
export async function post(path, body) {
	const headers = { 'Content-Type': 'application/json', ...await csrfHeader() };
	return request(href(path), { method: 'POST', headers, body: JSON.stringify(body) });
}

/** What the caller may see and do: { application, writable, values, showValues, user }; asked for until it is known. */
export function getSession() {
	session ??= get('session').catch((error) => {
		session = undefined;
		throw error;
	});
	return session;
}

// Where Spring Security protects against forged requests, the session's answer has the header to send and its value
async function csrfHeader() {
	const response = await send(href('session'));
	const [header, token] = (response.headers.get('X-Musubito-Csrf') ?? '').split(' ');
	return token ? { [header]: token } : {};
}
