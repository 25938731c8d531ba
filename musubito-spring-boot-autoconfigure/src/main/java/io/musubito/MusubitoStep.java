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
 * The same computation means: the same operation, version, code, configuration and
 * arguments. Arguments are compared by content. A step is called through the Spring bean:
 * a call of a method of the same object does not pass the proxy and is not a step call.
 * Where the class of a bean does that, and where a class with annotated methods is no
 * bean, the start of the application says so. Methods that can't be intercepted (private,
 * static, final, of a final class, Kotlin {@code suspend}) fail the start of the
 * application.
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
 * <pre class="code">
 * &#64;MusubitoStep(name = "draft", type = StepType.STOCHASTIC, ttl = "7d",
 *         resources = "classpath:prompts/draft.st", unless = "#result.isBlank()")
 * String draft(String question) {
 *     …
 * }
 * </pre>
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
	 * What the step promises about its result. The default is for code that computes: a
	 * step that asks a model is {@link StepType#STOCHASTIC}, one that changes something
	 * outside is {@link StepType#EXTERNAL_EFFECT}. The properties of models count for
	 * {@code STOCHASTIC} steps and for all others, effects apart, whose code asks a
	 * model; when such a step doesn't say its type, the start of the application names
	 * it.
	 * @return the type
	 */
	StepType type() default StepType.DETERMINISTIC;

	/**
	 * How many samples a call takes, for a method that returns a {@code List}: it is
	 * called so many times, each time returns what it draws, mostly one element, and the
	 * caller gets the lists joined. Which one it is counts as part of the call, so that
	 * each is kept: from 5 to 8, three more are drawn. See
	 * {@link Musubito#samples(int, Body)} for other methods and for several steps
	 * together. The default is one result; more is refused for an effect.
	 * @return the number, from 1
	 */
	int samples() default 1;

	/**
	 * How long a result may be replayed, counted from the execution that produced it; a
	 * replay doesn't prolong it.
	 * <p>
	 * A duration in simple style ({@code 30s}, {@code 10m}, {@code 1h}, {@code 7d}; a
	 * number alone is milliseconds) or in ISO style ({@code PT1H}). Placeholders are
	 * resolved, as in <code>${app.rates.ttl:1h}</code>. {@code 0} means never: each call
	 * executes. A negative one fails the start.
	 * <p>
	 * Empty, the default: {@code musubito.defaults.<type>.ttl}, and without that results
	 * don't expire, be the step {@code DETERMINISTIC} or {@code STOCHASTIC}.
	 * {@code musubito.steps.<operation>.ttl} goes before what is said here. What holds is
	 * the TTL of today: a shorter one ends the life of results that are stored already.
	 * <p>
	 * A step expires no later than the steps that it called. Within one run a computation
	 * keeps its value even when its time ends meanwhile. An effect has none: it would be
	 * performed again.
	 * @return the time to live
	 */
	String ttl() default "";

	/**
	 * Whether results are replayed; {@code true} by default. {@code false}: each call
	 * executes, also within one run, and is recorded in the lineage.
	 * {@code musubito.steps.<operation>.replay} goes before what is said here. An effect
	 * is always replayed.
	 * @return whether results are replayed
	 */
	boolean replay() default true;

	/**
	 * Whether each call executes even though a valid result is stored; {@code false} by
	 * default. {@code musubito.steps.<operation>.force-reexecution} goes before what is
	 * said here, and is where it belongs when it is for a while. An effect is performed
	 * again then. The new result replaces the stored one and makes what depends on it
	 * stale when it is another one. Within one run, calls with the same inputs share one
	 * execution.
	 * @return whether to execute always
	 */
	boolean forceReexecution() default false;

	/**
	 * A part of the identity that is chosen by hand, {@code v2} for example, for what
	 * changed and is not seen: a service that answers differently, data that was loaded
	 * anew. Another version executes again, going back to an earlier one replays.
	 * Placeholders are resolved. Empty by default;
	 * {@code musubito.steps.<operation>.version} goes before what is said here. With
	 * another version an effect is another effect.
	 * @return the version
	 */
	String version() default "";

	/**
	 * Locations of resources, prompt templates for example, whose content is part of the
	 * identity: {@code classpath:prompts/draft.st}, {@code file:…}. Each must exist when
	 * the application starts. None by default, placeholders are resolved. Not for
	 * effects.
	 * @return resource locations
	 */
	String[] resources() default {};

	/**
	 * Keys of properties whose values are part of the identity, in any of the forms in
	 * which a property may be written. A key stands for the property and all that is
	 * below it: the elements of a list, the entries of a map. Something must be set under
	 * it when the application starts, unless it ends with {@code ?}. None by default,
	 * placeholders are resolved. Not for effects.
	 * @return property keys
	 */
	String[] properties() default {};

	/**
	 * A SpEL expression over the arguments ({@code #question}, {@code #p0}) whose value
	 * takes the place of all arguments in the identity. Two calls with an equal key are
	 * the same computation, even if their arguments differ. The expression itself counts
	 * too: with another one, nothing that was recorded before is replayed. A key that is
	 * {@code null} or fails is refused before the method runs. Empty, the default: all
	 * arguments count but those with {@link MusubitoIgnore}.
	 * @return the expression
	 */
	String key() default "";

	/**
	 * A SpEL expression that says which results are not kept for replay, a refusal or a
	 * blank answer for example. When it is {@code true} the caller gets the result, and
	 * the journal and the lineage have it, but the next call executes again, in the same
	 * run too. What a step that is not kept was called by is not kept either.
	 * <pre class="code">
	 * unless = "#result.isBlank()"
	 * unless = "#result == null || #result.score() &lt; 0.5"
	 * unless = "#question.length() &gt; 2000"
	 * </pre>
	 * <p>
	 * {@code #result} is what the method returned, an {@code Optional} included; where
	 * that arrives later it is the value that arrived, and of a {@code Flux} the list of
	 * its elements. The arguments have their names, and {@code #p0}, {@code #a0}. Beans
	 * and functions are not there; a name that doesn't exist fails the start. An
	 * expression that fails for a result is logged, and that result is not kept; one
	 * without a value counts as {@code false}.
	 * <p>
	 * The expression counts: what was kept under another one might not have been under
	 * this one. Not for effects. Empty, the default: all results are kept, but those of
	 * an answer that a model did not end by itself: when a model that the step calls,
	 * whatever the type of the step, stops at its limit of tokens or at a filter, the
	 * result is not kept. {@code musubito.ai.keep-only-finish-reasons} lists the reasons
	 * to keep; an empty list keeps all.
	 * @return the expression
	 */
	String unless() default "";

	/**
	 * A duration, written as that of {@link #ttl()}. When the method throws an exception
	 * and an expired result not older than this (since its execution) is stored, that one
	 * is returned with outcome {@link StepOutcome#SERVED_STALE}. Only an expired result
	 * is: without a TTL there is none, and what was invalidated is not served. Empty, the
	 * default: the exception reaches the caller.
	 * {@code musubito.steps.<operation>.stale-if-error} goes before what is said here.
	 * Not for effects, whose failure must not pass for a success.
	 * @return the greatest age of a result that is served instead of a failure
	 */
	String staleIfError() default "";

	/**
	 * For effects only: what a call does when it is not known whether an earlier attempt
	 * happened. By default it is refused until somebody has said what happened.
	 * @return what to do
	 */
	OnUnknown onUnknown() default OnUnknown.BLOCK;

	/**
	 * For effects only: the method does nothing but write to the application's database,
	 * and the transaction in which it runs decides whether it happened: its own one, or
	 * the one of the caller that it joins. Committed, it happened; rolled back, it did
	 * not and the next call runs it. A transaction must be active when the method is
	 * entered, so it is annotated with {@code @Transactional}. {@code false} by default.
	 * @return whether a transaction decides
	 */
	boolean transactional() default false;

}
