package io.musubito;

/**
 * Thrown by an {@link ArtifactTransformer}, and not passed on to callers of steps: a
 * content can't be restored. The message is shown to people, as a part of a sentence: why
 * that is, and what to do, without the content.
 */
public class UnrestorableContentException extends MusubitoException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message why the content can't be restored and what to do, without the
	 * content
	 */
	public UnrestorableContentException(String message) {
		super(message, null);
	}

}
