/**
 * Which steps of a store are looked for: those with a text in their operation or at the beginning of their id, with a
 * status, a type and an operation. All of it is in the address.
 */
export class StoreFilter {

	constructor(query) {
		this.text = (query.get('q') ?? '').trim().toLowerCase();
		this.status = query.get('status') ?? '';
		this.type = query.get('type') ?? '';
		this.operation = query.get('operation') ?? '';
	}

	get active() {
		return Boolean(this.text || this.status || this.type || this.operation);
	}

	/** The nodes that are looked for; all of them, if nothing is. */
	apply(nodes) {
		const status = this.status.toLowerCase();
		return nodes.filter((node) => (!status || node.outcome === status) && (!this.type || node.type === this.type)
			&& (!this.operation || node.operation === this.operation)
			&& (!this.text || node.id.startsWith(this.text) || node.operation.toLowerCase().includes(this.text)));
	}

	equals(other) {
		return this.text === other?.text && this.status === other.status && this.type === other.type
			&& this.operation === other.operation;
	}

}
