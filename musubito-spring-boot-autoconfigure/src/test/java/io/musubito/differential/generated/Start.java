package io.musubito.differential.generated;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.musubito.CodeBoundary;
import io.musubito.Musubito;
import io.musubito.MusubitoException;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.RunView;
import io.musubito.StepView;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.core.env.MapPropertySource;

/**
 * One start of compiled units, in which each of them is asked.
 */
final class Start {

	private static final Pattern UNIT = Pattern.compile("com[./]acme[./](u\\d+)\\b");

	private final Path classes;

	private final @Nullable Path store;

	private final Map<String, Asked> answers = new TreeMap<>();

	private Start(Path classes, @Nullable Path store) {
		this.classes = classes;
		this.store = store;
	}

	/**
	 * Asks units with the engine.
	 * @param variants the units
	 * @param classes where they are compiled
	 * @param store the file of the store
	 * @return what they answered, by unit
	 */
	static Map<String, Asked> with(List<Variant> variants, Path classes, Path store) {
		return new Start(classes, store).ask(variants);
	}

	/**
	 * Asks units without the engine.
	 */
	static Map<String, Asked> without(List<Variant> variants, Path classes) {
		return new Start(classes, null).ask(variants);
	}

	private Map<String, Asked> ask(List<Variant> variants) {
		List<Variant> left = new ArrayList<>(variants);
		while (!left.isEmpty()) {
			Exception failure = start(left);
			if (failure == null) {
				break;
			}
			String refused = refused(failure);
			if (!left.removeIf((variant) -> variant.unit().name().equals(refused))) {
				throw new IllegalStateException("No unit is named by what keeps the start", failure);
			}
			this.answers.put(refused, Asked.refused(messages(failure)));
		}
		return this.answers;
	}

	private static @Nullable String refused(Exception failure) {
		Matcher matcher = UNIT.matcher(messages(failure));
		return matcher.find() ? matcher.group(1) : null;
	}

	private static String messages(Throwable failure) {
		StringBuilder messages = new StringBuilder();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			messages.insert(0, cause + "\n");
		}
		return messages.toString();
	}

	private @Nullable Exception start(List<Variant> variants) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new UnitLoader(this.classes.toUri().toURL());
				AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			thread.setContextClassLoader(loader);
			context.setClassLoader(loader);
			Map<String, Object> properties = new LinkedHashMap<>();
			for (Variant variant : variants) {
				String unit = variant.unit().name();
				properties.putAll(variant.unit().properties(variant.ways()));
				context.register(loader.loadClass("com.acme." + unit + ".U" + unit.substring(1) + "Configuration"));
			}
			context.getEnvironment().getPropertySources().addLast(new MapPropertySource("units", properties));
			if (this.store != null) {
				context.getEnvironment()
					.getPropertySources()
					.addFirst(new MapPropertySource("engine", Map.of("musubito.store.path", this.store.toString(),
							"musubito.fingerprint.packages", "com.acme")));
				context.register(MusubitoAutoConfiguration.class);
			}
			context.register(Proxies.class);
			context.refresh();
			ask(context, variants);
			return null;
		}
		catch (Exception ex) {
			return ex;
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@SuppressWarnings("unchecked")
	private void ask(ConfigurableApplicationContext context, List<Variant> variants)
			throws ReflectiveOperationException {
		for (Variant variant : variants) {
			String unit = variant.unit().name();
			Callable<String> question = (Callable<String>) context
				.getBean(context.getClassLoader().loadClass("com.acme." + unit + ".U" + unit.substring(1) + "Ask"));
			try {
				String answer = (this.store == null) ? question.call()
						: context.getBean(Musubito.class).<String, Exception>pipeline(unit, question::call);
				this.answers.put(unit, new Asked(answer, null, List.of(), CodeBoundary.NONE));
			}
			catch (MusubitoException ex) {
				this.answers.put(unit, Asked.refused(ex.toString()));
			}
			catch (Exception ex) {
				this.answers.put(unit, new Asked(ex.toString(), null, List.of(), CodeBoundary.NONE));
			}
		}
		if (this.store != null) {
			look(context, variants.size());
		}
	}

	private void look(ConfigurableApplicationContext context, int units) {
		MusubitoLineage lineage = context.getBean(MusubitoLineage.class);
		MusubitoRuns runs = context.getBean(MusubitoRuns.class);
		for (RunView run : runs.recent(units)) {
			List<StepView> steps = runs.find(run.runId()).orElseThrow().steps();
			CodeBoundary boundary = CodeBoundary.NONE;
			for (StepView step : steps) {
				boundary = lineage.code(step.nodeId())
					.map((code) -> code.boundary())
					.orElse(CodeBoundary.NONE)
					.and(boundary);
			}
			Asked asked = this.answers.get(run.pipeline());
			this.answers.put(run.pipeline(), new Asked(asked.answer(), asked.refused(), steps, boundary));
		}
	}

	@EnableAspectJAutoProxy(proxyTargetClass = true)
	static class Proxies {

	}

}
