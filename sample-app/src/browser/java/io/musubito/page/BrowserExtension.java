package io.musubito.page;

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a browser and applications, one of each for all of them, and looks after
 * each test whether something ran that must not.
 */
class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(BrowserExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (Browsers.find().isPresent()) {
			return ConditionEvaluationResult.enabled("There is a browser");
		}
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			throw new IllegalStateException(Browsers.REMEDY);
		}
		System.err.println("Skipped: " + context.getDisplayName() + ". " + Browsers.REMEDY);
		return ConditionEvaluationResult.disabled(Browsers.REMEDY);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return List.of(Visit.class, Visits.class, Story.class, Application.class, Applications.class)
			.contains(parameter.getParameter().getType());
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		Applications applications = shared(context, Applications.class, Applications::new);
		if (type == Applications.class) {
			return applications;
		}
		if (type == Visits.class) {
			return visits(context);
		}
		if (type == Story.class) {
			return applications.story();
		}
		Application application = applications
			.get(parameter.findAnnotation(On.class).map(On::value).orElse(Variant.STORY));
		return (type == Application.class) ? application : visits(context).to(application);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		String name = context.getRequiredTestClass().getSimpleName() + "." + context.getRequiredTestMethod().getName();
		for (Visit visit : visits(context).all()) {
			try (visit) {
				if (context.getExecutionException().isPresent()) {
					visit.keepPicture(name);
				}
				else {
					visit.watcher().assertNothingRan();
				}
			}
		}
	}

	private static Visits visits(ExtensionContext context) {
		return context.getStore(NAMESPACE)
			.computeIfAbsent(Visits.class,
					(key) -> new Visits(() -> shared(context, Browsers.class, Browsers::new).browser()), Visits.class);
	}

	private static <T> T shared(ExtensionContext context, Class<T> type, Supplier<T> creator) {
		return context.getRoot().getStore(NAMESPACE).computeIfAbsent(type, (key) -> creator.get(), type);
	}

}
