import { noChange } from '../vendor/lit-html/lit-html.js';
import { Directive, directive } from '../vendor/lit-html/directive.js';

/**
 * CSS properties of an element, by their names in CSS: <i ${styles({ width: '40%', '--c': colour })}></i>. lit's own
 * styleMap writes an attribute the first time, which the policy of this page forbids.
 */
export const styles = directive(class extends Directive {

	render() {
		return noChange;
	}

	update(part, [properties]) {
		for (const name of Object.keys(this.before ?? {})) {
			if (!(name in properties)) {
				part.element.style.removeProperty(name);
			}
		}
		for (const [name, value] of Object.entries(properties)) {
			part.element.style.setProperty(name, value);
		}
		this.before = properties;
		return noChange;
	}

});
