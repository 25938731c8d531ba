package io.musubito.state;

import java.lang.reflect.Proxy;
import java.util.Set;

import io.musubito.code.CodeFingerprint;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The code of objects that a walk meets and the code of the step doesn't show.
 */
final class UnexpectedCode {

	private final States states;

	private final Reads reads;

	UnexpectedCode(States states, Reads reads) {
		this.states = states;
		this.reads = reads;
	}

	/**
	 * The code of an object that nobody expected.
	 */
	void of(Class<?> type) {
		if (this.states.isApplication(type) && !Proxy.isProxyClass(type)
				&& !this.reads.isKnown(ClassUtils.getUserClass(type))) {
			ofWritten(States.written(type));
		}
	}

	/**
	 * The code of a lambda.
	 * @param body what it is; {@code null} when that can't be told
	 * @return what is to be said of it: nothing when no other one can be meant
	 */
	String ofLambda(Class<?> host, LambdaBodies.@Nullable Body body) {
		if (body == null || (!this.reads.areCovered(Set.of(body.name())) && body.code().parts().isEmpty())) {
			// What is in a class that is local to a method counts with that method
			ofWritten(States.written(host));
		}
		return (body != null) ? this.reads.add(host.getName(), body) : "";
	}

	/**
	 * The code of a place that may be one of these methods.
	 */
	void ofPlace(Class<?> host, Set<String> bodies) {
		if (bodies.isEmpty() || !this.reads.areCovered(bodies)) {
			ofWritten(States.written(host));
		}
	}

	/**
	 * All of the code of a class.
	 */
	void ofWritten(Class<?> written) {
		if (!written.isArray() && !written.isPrimitive() && !this.reads.isUnexpected(written)) {
			CodeFingerprint code = this.states.code(written);
			this.reads.unexpectedBoundary(code.boundary());
			if (!code.parts().isEmpty()) {
				this.reads.addUnexpected(written, code);
			}
		}
	}

}
