package io.musubito.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is specific to calls of models.
 */
public class AiProperties {

	/**
	 * Reasons for which a model may end an answer that is kept for replay. Empty: all
	 * answers are kept. The default is what providers say of a complete answer or a call
	 * of a tool.
	 */
	private @Nullable List<String> keepOnlyFinishReasons;

	public @Nullable List<String> getKeepOnlyFinishReasons() {
		return this.keepOnlyFinishReasons;
	}

	public void setKeepOnlyFinishReasons(@Nullable List<String> keepOnlyFinishReasons) {
		this.keepOnlyFinishReasons = keepOnlyFinishReasons;
	}

}
