package io.musubito.value;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A way to make values.
 *
 * @param name what is called
 * @param parameters the types of the arguments
 * @param maker makes a value of arguments
 */
record CorpusRecipe(String name, Type[] parameters, Maker maker) {

	/**
	 * Makes a value.
	 * @param changed the argument that is of the other seed; none when it is -1
	 * @return the value; {@code null} when that is not possible
	 */
	@Nullable Object make(int changed) {
		Object[] arguments = new Object[this.parameters.length];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = CorpusValues.generate(this.parameters[i], (i == changed) ? 1 : 0, 3);
			if (arguments[i] == null) {
				return null;
			}
		}
		try {
			return this.maker.make(arguments);
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			return null;
		}
	}

	private static final int MAX_RECIPES = 8;

	/**
	 * The ways to make values of a class.
	 */
	static List<CorpusRecipe> recipes(Class<?> type) {
		List<CorpusRecipe> recipes = new ArrayList<>();
		for (Constructor<?> constructor : CorpusValues.sorted(type.getConstructors())) {
			if (!Modifier.isAbstract(type.getModifiers())) {
				recipes.add(new CorpusRecipe(CorpusValues.describe(constructor), constructor.getGenericParameterTypes(),
						constructor::newInstance));
			}
		}
		for (Method method : CorpusValues.sorted(type.getMethods())) {
			if (!Modifier.isStatic(method.getModifiers()) || method.getDeclaringClass() != type) {
				continue;
			}
			if (type.isAssignableFrom(method.getReturnType()) && method.getParameterCount() > 0) {
				recipes.add(new CorpusRecipe(CorpusValues.describe(method), method.getGenericParameterTypes(),
						(arguments) -> method.invoke(null, arguments)));
			}
			else if (method.getName().equals("builder") && method.getParameterCount() == 0) {
				addBuilder(type, method, recipes);
			}
		}
		addSetters(type, recipes);
		return recipes.subList(0, Math.min(recipes.size(), MAX_RECIPES));
	}

	private static void addBuilder(Class<?> type, Method factory, List<CorpusRecipe> recipes) {
		List<Method> steps = new ArrayList<>();
		Method build = null;
		for (Method method : CorpusValues.sorted(factory.getReturnType().getMethods())) {
			if (method.getName().equals("build") && method.getParameterCount() == 0) {
				build = method;
			}
			else if (method.getParameterCount() == 1 && method.getReturnType().isAssignableFrom(factory.getReturnType())
					&& method.getReturnType() != Object.class
					&& CorpusValues.generate(method.getGenericParameterTypes()[0], 0, 2) != null
					&& steps.stream().noneMatch((step) -> step.getName().equals(method.getName()))) {
				steps.add(method);
			}
		}
		if (build != null && type.isAssignableFrom(build.getReturnType())) {
			Method last = build;
			Type[] parameters = steps.stream().map((step) -> step.getGenericParameterTypes()[0]).toArray(Type[]::new);
			recipes.add(0, new CorpusRecipe("builder", parameters, (arguments) -> {
				Object builder = factory.invoke(null);
				for (int i = 0; i < arguments.length; i++) {
					try {
						builder = open(steps.get(i)).invoke(builder, arguments[i]);
					}
					catch (InvocationTargetException ex) {
						// A step that refuses an argument is left out
					}
				}
				return open(last).invoke(builder);
			}));
		}
	}

	private static Method open(Method method) {
		method.trySetAccessible();
		return method;
	}

	private static void addSetters(Class<?> type, List<CorpusRecipe> recipes) {
		List<Method> setters = new ArrayList<>();
		for (Method method : CorpusValues.sorted(type.getMethods())) {
			if (method.getName().matches("(set|add)[A-Z].*|put|add") && method.getParameterCount() == 1
					&& !Modifier.isStatic(method.getModifiers())
					&& CorpusValues.generate(method.getGenericParameterTypes()[0], 0, 2) != null) {
				setters.add(method);
			}
		}
		if (setters.isEmpty() || Modifier.isAbstract(type.getModifiers())) {
			return;
		}
		for (Constructor<?> constructor : CorpusValues.sorted(type.getConstructors())) {
			if (constructor.getParameterCount() == 0) {
				Type[] parameters = setters.stream()
					.map((setter) -> setter.getGenericParameterTypes()[0])
					.toArray(Type[]::new);
				recipes.add(0, new CorpusRecipe("setters", parameters, (arguments) -> {
					Object bean = constructor.newInstance();
					for (int i = 0; i < arguments.length; i++) {
						try {
							setters.get(i).invoke(bean, arguments[i]);
						}
						catch (InvocationTargetException ex) {
							// A setter that refuses an argument is left out
						}
					}
					return bean;
				}));
			}
		}
	}

	/**
	 * Makes a value of arguments.
	 */
	interface Maker {

		@Nullable Object make(Object[] arguments) throws ReflectiveOperationException;

	}

}
