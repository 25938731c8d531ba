package io.musubito.ai;

import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.musubito.ReplayMode;
import io.musubito.code.ApplicationTypes;
import io.musubito.execution.StepExecutor;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Tells where models are called past the {@link MusubitoAdvisor} that each configured
 * client has: of clients that code makes of a model when the application starts, of calls
 * when they are made. Each place is told once. Safe for use by many threads.
 */
final class PastAdvisor implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(MusubitoAdvisor.class);

	private static final String REMEDY = "Make the ChatClient with an injected ChatClient.Builder, or give it the "
			+ "advisor: .defaultAdvisors(musubitoAdvisor), with the bean of type MusubitoAdvisor";

	private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private final ConfigurableListableBeanFactory beanFactory;

	private final ApplicationTypes application;

	private final StepExecutor executor;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	/**
	 * Creates it.
	 * @param beanFactory has the beans whose code is looked at
	 * @param application which classes are the application's
	 * @param executor says whether anything is recorded
	 */
	PastAdvisor(ConfigurableListableBeanFactory beanFactory, ApplicationTypes application, StepExecutor executor) {
		this.beanFactory = beanFactory;
		this.application = application;
		this.executor = executor;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.executor.currentMode() == ReplayMode.OFF) {
			return;
		}
		Set<Class<?>> types = beanTypes();
		Set<String> found = new ClientsInCode(new DefaultResourceLoader(this.beanFactory.getBeanClassLoader()),
				isApplication(types))
			.reachedFrom(types);
		if (!found.isEmpty()) {
			logger.warn("musubito.ai.advisor.enabled=true, but a ChatClient that is made by ChatClient.builder or "
					+ "ChatClient.create doesn't have the advisor: outside of steps its calls are neither recorded nor "
					+ "replayed. That is so in " + String.join(", ", found) + ". " + REMEDY + ".");
		}
	}

	private Set<Class<?>> beanTypes() {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> type = this.beanFactory.getType(name, false);
			if (type != null && this.application.test(ClassUtils.getUserClass(type)) && !isOwn(type)) {
				types.add(ClassUtils.getUserClass(type));
			}
		}
		return types;
	}

	private Predicate<String> isApplication(Set<Class<?>> beans) {
		if (!this.application.packages().isEmpty()) {
			return this.application::isInPackages;
		}
		List<String> packages = beans.stream().map(ClassUtils::getPackageName).distinct().toList();
		return (name) -> packages.contains(ClassUtils.getPackageName(name));
	}

	/**
	 * Tells of a call of a model that no advisor sees, unless a step is around it.
	 */
	void called() {
		LineageContext context = Lineage.current();
		if (context.activeStep() != null || this.executor.mode(context) == ReplayMode.OFF) {
			return;
		}
		StackWalker.StackFrame place = WALKER
			.walk((frames) -> frames.filter((frame) -> isOfApplication(frame.getDeclaringClass())).findFirst())
			.orElse(null);
		// A model of the application that asks others does it for those who ask it
		if (place != null && !ChatModel.class.isAssignableFrom(place.getDeclaringClass())
				&& this.told.add(place.toString())) {
			logger.warn(describe(place)
					+ " asks a model past the MusubitoAdvisor that musubito.ai.advisor.enabled=true "
					+ "gives to each ChatClient of a configured builder: outside of steps that is neither recorded nor "
					+ "replayed. " + REMEDY + ". What asks the model itself asks such a ChatClient instead, or does it "
					+ "in a method with @MusubitoStep. Told once for this place.");
		}
	}

	/**
	 * The method that one has written: {@code lambda$ask$0} is in {@code ask}.
	 */
	private static String describe(StackWalker.StackFrame place) {
		String[] name = StringUtils.delimitedListToStringArray(place.getMethodName(), "$");
		return place.getClassName() + "#" + ((name.length == 3) ? name[1] : place.getMethodName()) + " (line "
				+ place.getLineNumber() + ")";
	}

	private boolean isOfApplication(Class<?> type) {
		return this.application.packages().isEmpty()
				? !ApplicationTypes.isOfKnownLibrary(type.getName()) && this.application.test(type) && !isOwn(type)
				: this.application.isInPackages(type.getName()) && !isOwn(type);
	}

	/**
	 * Whether a class is one of Musubito, also for an application in its packages.
	 */
	private static boolean isOwn(Class<?> type) {
		return type.getName().startsWith("io.musubito.") && Objects.equals(source(type), source(PastAdvisor.class));
	}

	private static @Nullable Object source(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return (source != null) ? String.valueOf(source.getLocation()) : null;
	}

}
