package io.musubito.actuate;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.CodeView;

/**
 * The code of a node as the endpoint shows it.
 *
 * @param fingerprint the hash of all parts
 * @param current whether the running application has this code for the step
 * @param level how much code counted
 * @param parts how many methods and classes the fingerprint covers
 * @param boundary what they reach and it does not cover
 */
record CodeDescriptor(String fingerprint, boolean current, CodeLevel level, int parts, CodeBoundary boundary) {

	static CodeDescriptor of(CodeView code) {
		return new CodeDescriptor(code.fingerprint(), code.current(), code.level(), code.parts().size(),
				code.boundary());
	}

}
