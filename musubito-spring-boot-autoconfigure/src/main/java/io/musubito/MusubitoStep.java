package io.musubito;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Makes a method of a Spring bean a step: each call becomes a node of the execution graph
 * and is answered from the store when the same computation was recorded before.
 * <p>
 * The same computation means: the same operation, version, configuration and arguments.
 * Arguments are compared by content. A step is called through the Spring bean: a call of
 * a method of the same object does not pass the proxy and is not a step call. Methods
 * that can't be intercepted (private, static, final, of a final class, Kotlin
 * {@code suspend}) fail the start of the application.
 * <p>
 * The result is stored as JSON and every caller, the first one too, gets the value that
 * was read back from there. A value that would lose something on the way is refused with
 * {@link ArtifactRoundTripException}.
 * <p>
 * A result may arrive later. A {@code CompletableFuture} is complete, and a {@code Mono}
 * or {@code Flux} completes, when the result is recorded; no thread waits for it. Each
 * subscription is a call: its run is that of the subscriber, its mode and its merges are
 * those of the block in which the method was called. The elements of a {@code Flux} are
 * handed on as they come; callers who ask for the same meanwhile get them when it has
 * ended, so that nobody must make the first one wait for another. To cancel a call
 * cancels what the method returned, and nothing is recorded.
 * <p>
 * An {@linkplain StepType#EXTERNAL_EFFECT effect} is identified by operation, version and
 * arguments alone, see {@link EffectKey}; of the other attributes it may have
 * {@link #key()} and {@link #forceReexecution()}.
 * <p>
 * The policy attributes can be overridden in the configuration:
 * {@code musubito.steps.<operation>.{ttl,replay,force-reexecution,version,stale-if-error}}.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface MusubitoStep {

	/**
	 * The operation, unique in the application. Empty: the name of the bean's class,
	 * {@code #} and the name of the method, with parameter types when another method of
	 * that name is a step too and {@code @beanName} when several beans have that class.
	 * @return the name of the operation
	 */
	String name() default "";

	/**
	 * What the step promises about its result. The properties of models count for
	 * {@code STOCHASTIC} steps and for all others, effects apart, whose code asks a
	 * model; when such a step doesn't say its type, the start of the application names
	 * it.
	 * @return the type
	 */
	StepType type() default StepType.DETERMINISTIC;

	/**
	 * How long a result may be replayed, counted from its execution: a duration in ISO or
	 * simple style ({@code PT1H}, {@code 1h}), placeholders allowed. Empty: without
	 * bound. {@code 0}: never, each call executes.
	 * @return the time to live
	 */
	String ttl() default "";

	/**
	 * Whether results are replayed. {@code false}: each call executes and is recorded in
	 * the lineage.
	 * @return whether results are replayed
	 */
	boolean replay() default true;

	/**
	 * Whether each call executes even though a valid result is stored. The new result
	 * replaces the stored one and makes what depends on it stale when it is another one.
	 * Within one run, calls with the same inputs share one execution.
	 * @return whether to execute always
	 */
	boolean forceReexecution() default false;

	/**
	 * A part of the identity that is chosen by hand. Another version executes again,
	 * going back to an earlier one replays.
	 * @return the version
	 */
	String version() default "";

	/**
	 * Locations of resources, prompt templates for example, whose content is part of the
	 * identity. Each must exist when the application starts.
	 * @return resource locations
	 */
	String[] resources() default {};

	/**
	 * Keys of properties whose values are part of the identity, in any of the forms in
	 * which a property may be written. A key stands for the property and all that is
	 * below it: the elements of a list, the entries of a map. Something must be set under
	 * it when the application starts, unless it ends with {@code ?}.
	 * @return property keys
	 */
	String[] properties() default {};

	/**
	 * A SpEL expression over the arguments ({@code #question}, {@code #p0}) whose value
	 * takes the place of all arguments in the identity. Two calls with an equal key are
	 * the same computation, even if their arguments differ. The expression itself counts
	 * too: with another one, nothing that was recorded before is replayed.
	 * @return the expression
	 */
	String key() default "";

	/**
	 * A SpEL expression over the arguments and {@code #result}: the value, also where it
	 * arrives later, and of a {@code Flux} the list of its elements. When it is
	 * {@code true} the result is returned and recorded in the journal, but not kept for
	 * replay. The expression counts: what was kept under another one might not have been
	 * under this one.
	 * @return the expression
	 */
	String unless() default "";

	/**
	 * A duration. When the method throws an exception and an expired result not older
	 * than this (since its execution) is stored, that one is returned with outcome
	 * {@link StepOutcome#SERVED_STALE}.
	 * @return the greatest age of a result that is served instead of a failure
	 */
	String staleIfError() default "";

	/**
	 * For effects only: what a call does when it is not known whether an earlier attempt
	 * happened.
	 * @return what to do
	 */
	OnUnknown onUnknown() default OnUnknown.BLOCK;

	/**
	 * For effects only: the method does nothing but write to the application's database,
	 * and the transaction in which it runs decides whether it happened: its own one, or
	 * the one of the caller that it joins. Committed, it happened; rolled back, it did
	 * not and the next call runs it. A transaction must be active when the method is
	 * entered, so it is annotated with {@code @Transactional}.
	 * @return whether a transaction decides
	 */
	boolean transactional() default false;

}
