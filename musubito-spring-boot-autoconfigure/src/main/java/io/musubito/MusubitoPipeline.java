package io.musubito;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Makes each call of a method of a Spring bean a run: the steps that are called in it
 * belong together, in a journal of their own.
 * <p>
 * The arguments are stored with the run, so that a run that failed, or whose process
 * died, can be resumed with {@link MusubitoRuns#resume}. A pipeline whose arguments can't
 * be stored runs all the same; the reason is logged, kept with the run, and told by
 * {@code resume}.
 * <p>
 * A pipeline that is called in another one is a child run of it. The result of a pipeline
 * is not stored, its method runs at each call: what it does outside of steps is done each
 * time. So it has neither a TTL nor {@code unless}: what is replayed in it is decided by
 * each of its {@linkplain MusubitoStep steps}.
 * <p>
 * The run ends when the method returns. For a {@code CompletableFuture}, {@code Mono} or
 * {@code Flux} it ends when that does, as {@link RunStatus#FAILED} when that is
 * cancelled; each subscription to a {@code Mono} or {@code Flux} is a run. A pipeline is
 * called through the Spring bean. Methods that can't be intercepted (private, static,
 * final, of a final class, Kotlin {@code suspend}) and methods that are a
 * {@link MusubitoStep} too fail the start of the application.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface MusubitoPipeline {

	/**
	 * The name of the pipeline, unique in the application, {@code review} for example;
	 * the runs of it are found by it. Empty, the default: the name of the bean's class,
	 * {@code #} and the name of the method.
	 * @return the name
	 */
	String value() default "";

	/**
	 * Whether runs of it may be submitted over the endpoint, {@code POST /runs}, by
	 * whoever may write there. The application itself may always submit them, see
	 * {@link MusubitoRuns#submit}.
	 * @return {@code false} unless it is allowed
	 */
	boolean submittable() default false;

}
