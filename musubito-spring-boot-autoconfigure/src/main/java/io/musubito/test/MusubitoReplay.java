package io.musubito.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a test with an application context a recorded one: its steps are answered from a
 * file that lies beside it and is committed with it. Nothing is executed, unless the file
 * is recorded. On a class it is true of all its test methods, of its nested classes and
 * of classes that extend it; on a method it takes the place of that.
 * <p>
 * To record, run the tests with {@code -Dmusubito.recording=record}, or with the
 * environment variable {@code MUSUBITO_RECORDING=record}. The file is written when the
 * class has ended; a method that failed leaves what was recorded for it as it was.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(RecordedTestExtension.class)
public @interface MusubitoReplay {

	/**
	 * The file: a resource in the package of the class that has the annotation, in
	 * {@code src/test/resources}; from the root of the class path with a slash in front.
	 * @return its name, {@code answers.jsonl} for example
	 */
	String value();

	/**
	 * What is done when nothing else is said for a run of the tests.
	 * @return the mode
	 */
	RecordingMode mode() default RecordingMode.REPLAY_ONLY;

	/**
	 * What is a secret beside what is known to be one, such as {@code sk-…} and
	 * {@code Bearer …}. It is neither recorded nor returned by a step that is recorded.
	 * @return regular expressions; of one with a group, the group is the secret
	 */
	String[] scrub() default {};

	/**
	 * Whether the class fails when something is recorded that its tests did not ask for.
	 * @return {@code false} to only log it
	 */
	boolean strict() default false;

}
