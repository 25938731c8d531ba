package io.musubito.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.musubito.CodeBoundary;
import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
import io.musubito.StepType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells what the identity of steps does not cover, once, or refuses such steps. Calls of
 * libraries are not among it: what an application calls of them is what it declares in
 * its build file, and {@code musubito.fingerprint.libraries} lets them count.
 */
public final class Boundaries {

	private static final Log logger = LogFactory.getLog(Boundaries.class);

	private static final String REMEDY = "Pass it as an argument, declare it (properties, resources, an "
			+ "IdentityContributor, a ttl for what changes with time, or a new version with each change), or annotate a "
			+ "field with @MusubitoIgnore if no result depends on it";

	private static final String REMEDY_OF_CALLS = "Pass it in the tool context or in the prompt, declare it (an "
			+ "IdentityContributor, or a ttl for what changes with time), or annotate a field with @MusubitoIgnore if no "
			+ "answer depends on it";

	private static final int SHOWN = 5;

	private static final int SHOWN_IN_EXPLANATION = 3;

	private final boolean strict;

	private final Map<String, Step> steps = new ConcurrentHashMap<>();

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Creates it.
	 * @param strict whether such steps are refused
	 */
	public Boundaries(boolean strict) {
		this.strict = strict;
	}

	/**
	 * Tells of steps, one line each.
	 * @param steps the steps
	 * @throws StepDefinitionException if there is something to tell of one and such steps
	 * are refused
	 */
	public void report(Collection<Step> steps) {
		List<String> sentences = new ArrayList<>();
		steps.stream()
			.sorted((one, other) -> one.definition().operation().compareTo(other.definition().operation()))
			.forEach((step) -> {
				this.steps.put(step.definition().operation(), step);
				add(step.definition().operation(), unseen(step, step.boundary()), sentences);
			});
		warn(sentences);
	}

	/**
	 * Tells what turned out at a call, as far as it was not told before.
	 * @param operation the step
	 * @param boundary what it doesn't see
	 * @throws StepDefinitionException if such steps are refused
	 */
	public void report(String operation, CodeBoundary boundary) {
		List<String> sentences = new ArrayList<>();
		Step step = this.steps.get(operation);
		add(operation, (step != null) ? unseen(step, boundary) : unseen(boundary), sentences);
		warn(sentences);
	}

	private static List<String> unseen(Step step, CodeBoundary boundary) {
		return unseen(boundary, step.definition(), step.configuration().get().keySet());
	}

	/**
	 * Tells what code doesn't see that a call brings along, as far as it was not told
	 * before.
	 * @param step the step that is called
	 * @param subject what the call brings along: {@code tool 'price'}
	 * @param boundary what its code doesn't see
	 * @throws StepDefinitionException if such calls are refused
	 */
	public void report(StepDefinition step, String subject, CodeBoundary boundary) {
		List<String> unseen = unseen(boundary, step, Set.of());
		if (unseen.isEmpty()) {
			return;
		}
		List<String> sentences = new ArrayList<>();
		add("The " + subject + " of step '" + step.operation() + "'", unseen, "", sentences);
		warn(sentences, REMEDY_OF_CALLS, "calls");
	}

	/**
	 * Refuses a call whose result belongs to others than those who ask, if such calls are
	 * refused.
	 * @param sentence what it is of the call, and what to do
	 * @throws StepDefinitionException if it is refused
	 */
	public void refuse(String sentence) {
		if (this.strict) {
			throw new StepDefinitionException(sentence + " musubito.fingerprint.strict=true refuses that.", null);
		}
	}

	private void add(String operation, List<String> unseen, List<String> sentences) {
		add("Step '" + operation + "'", unseen, "; all of them at /actuator/musubito", sentences);
	}

	private void add(String subject, List<String> unseen, String where, List<String> sentences) {
		List<String> unreported = unseen.stream()
			.filter((entry) -> this.warned.add(subject + " " + entry) || this.strict)
			.toList();
		if (!unreported.isEmpty()) {
			sentences.add(subject + " doesn't see: "
					+ shown(unreported, (this.strict) ? unreported.size() : SHOWN, where) + ".");
		}
	}

	private void warn(List<String> sentences) {
		warn(sentences, REMEDY, "steps");
	}

	private void warn(List<String> sentences, String remedy, String refused) {
		if (sentences.isEmpty()) {
			return;
		}
		if (this.strict) {
			throw new StepDefinitionException(
					String.join(" ", sentences) + " A change there would replay old answers, "
							+ "and musubito.fingerprint.strict=true refuses that. " + remedy + ", or set it to false.",
					null);
		}
		sentences.forEach((sentence) -> logger.warn(sentence + " A change there replays old answers. " + remedy
				+ ". musubito.fingerprint.strict=true refuses such " + refused + "."));
	}

	/**
	 * What the identity of a step does not cover, in few words.
	 * @param boundary the boundary of the step
	 * @param step its definition
	 * @param components what its identity is made of
	 * @return a part of a sentence, empty when there is nothing but calls of libraries
	 */
	public static String describe(CodeBoundary boundary, StepDefinition step, Set<String> components) {
		List<String> unseen = unseen(boundary, step, components);
		return (unseen.isEmpty()) ? "" : shown(unseen, SHOWN_IN_EXPLANATION, "");
	}

	private static List<String> unseen(CodeBoundary boundary, StepDefinition step, Set<String> components) {
		List<String> unseen = new ArrayList<>(unseen(boundary));
		unseen.removeIf((entry) -> boundary.surroundings().contains(entry) && isProvidedFor(entry, step, components));
		return unseen;
	}

	private static List<String> unseen(CodeBoundary boundary) {
		List<String> unseen = new ArrayList<>();
		boundary.state().forEach((field) -> unseen.add("the state of " + field));
		unseen.addAll(boundary.surroundings());
		boundary.reflection().forEach((method) -> unseen.add("what " + method + " leads to"));
		boundary.unresolved().forEach((method) -> unseen.add("the code behind " + method));
		boundary.advice().forEach((advice) -> unseen.add("the advice " + advice));
		return unseen;
	}

	/**
	 * Who declares resources knows that files are read, who sets a TTL knows that results
	 * get old, and who says that a step is stochastic knows of chance.
	 */
	private static boolean isProvidedFor(String surroundings, StepDefinition step, Set<String> components) {
		boolean changesWithTime = surroundings.startsWith("the clock ") || surroundings.startsWith("the network ")
				|| surroundings.startsWith("files ");
		return (surroundings.startsWith("files ")
				&& components.stream().anyMatch((component) -> component.startsWith("resource ")))
				|| (changesWithTime && step.ttl() != null)
				|| (surroundings.startsWith("random numbers ") && step.type() == StepType.STOCHASTIC);
	}

	private static String shown(List<String> unseen, int count, String where) {
		return (unseen.size() <= count) ? String.join(", ", unseen)
				: String.join(", ", unseen.subList(0, count)) + " and " + (unseen.size() - count) + " more" + where;
	}

}
