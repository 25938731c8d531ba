package io.musubito.execution;

import java.util.function.BooleanSupplier;

/**
 * Something that was begun.
 *
 * @param name what it is, for messages
 * @param work the object that it is
 * @param ended whether it has ended and what came of it is recorded
 */
public record UnderWay(String name, Object work, BooleanSupplier ended) {

	public boolean hasEnded() {
		return this.ended.getAsBoolean();
	}

}
