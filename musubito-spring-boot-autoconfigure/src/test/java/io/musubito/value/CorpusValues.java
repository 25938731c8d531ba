package io.musubito.value;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes values of any class, by constructors and static factories, with arguments that
 * depend on a seed.
 */
final class CorpusValues {

	private static final Map<Class<?>, List<Supplier<Object>>> SAMPLES = new HashMap<>();

	static {
		sample(String.class, () -> "alpha", () -> "beta");
		sample(CharSequence.class, () -> "alpha", () -> "beta");
		sample(Object.class, () -> "one", () -> "two");
		sample(Comparable.class, () -> "one", () -> "two");
		sample(int.class, () -> 3, () -> 5);
		sample(long.class, () -> 3L, () -> 5L);
		sample(short.class, () -> (short) 3, () -> (short) 5);
		sample(byte.class, () -> (byte) 3, () -> (byte) 5);
		sample(char.class, () -> 'x', () -> 'y');
		sample(boolean.class, () -> false, () -> true);
		sample(double.class, () -> 1.5, () -> 2.5);
		sample(float.class, () -> 1.5f, () -> 2.5f);
		sample(Number.class, () -> 3, () -> 5);
		sample(BigDecimal.class, () -> new BigDecimal("12345678901234567890.12"), () -> new BigDecimal("2.50"));
		sample(BigInteger.class, () -> BigInteger.TWO, () -> BigInteger.TEN.pow(30));
		sample(UUID.class, () -> new UUID(1, 2), () -> new UUID(1, 3));
		sample(URI.class, () -> URI.create("https://a.example/x"), () -> URI.create("https://b.example/y"));
		sample(Locale.class, () -> Locale.GERMANY, () -> Locale.FRANCE);
		sample(Charset.class, () -> StandardCharsets.UTF_8, () -> StandardCharsets.US_ASCII);
		sample(Instant.class, () -> Instant.ofEpochSecond(1), () -> Instant.ofEpochSecond(1, 1));
		sample(LocalDate.class, () -> LocalDate.of(2026, 1, 2), () -> LocalDate.of(2026, 1, 3));
		sample(LocalTime.class, () -> LocalTime.of(1, 2), () -> LocalTime.of(1, 3));
		sample(LocalDateTime.class, () -> LocalDateTime.of(2026, 1, 2, 3, 4), () -> LocalDateTime.of(2026, 1, 2, 3, 5));
		sample(Duration.class, () -> Duration.ofSeconds(7), () -> Duration.ofSeconds(8));
		sample(ZoneId.class, () -> ZoneId.of("Europe/Paris"), () -> ZoneId.of("Asia/Tokyo"));
		sample(ZoneOffset.class, () -> ZoneOffset.ofHours(1), () -> ZoneOffset.ofHours(2));
		sample(DayOfWeek.class, () -> DayOfWeek.MONDAY, () -> DayOfWeek.FRIDAY);
		sample(Date.class, () -> new Date(1000), () -> new Date(1001));
		sample(Class.class, () -> String.class, () -> Integer.class);
		sample(byte[].class, () -> new byte[] { 1, 2, 3, 4 }, () -> new byte[] { 1, 2, 3, 5 });
		sample(Comparator.class, Comparator::naturalOrder, () -> Collections.reverseOrder());
	}

	private static void sample(Class<?> type, Supplier<Object> one, Supplier<Object> other) {
		SAMPLES.put(type, List.of(one, other));
	}

	private CorpusValues() {
	}

	/**
	 * Makes a value.
	 * @param type its type
	 * @param seed 0 or 1
	 * @param depth how deep to go for arguments of arguments
	 * @return the value; {@code null} when that is not possible
	 */
	static @Nullable Object generate(Type type, int seed, int depth) {
		Class<?> raw = Walk.rawClass(type);
		List<Supplier<Object>> samples = SAMPLES.get(unboxed(raw));
		if (samples != null) {
			return samples.get(seed).get();
		}
		if (raw.isEnum()) {
			Object[] constants = raw.getEnumConstants();
			return (constants.length == 0) ? null : constants[Math.min(seed, constants.length - 1)];
		}
		if (raw.isArray()) {
			Object element = generate(raw.getComponentType(), seed, depth);
			if (element == null) {
				return null;
			}
			Object array = Array.newInstance(raw.getComponentType(), 1);
			Array.set(array, 0, element);
			return array;
		}
		return generateContainer(type, raw, seed, depth);
	}

	private static @Nullable Object generateContainer(Type type, Class<?> raw, int seed, int depth) {
		boolean isMap = raw == Map.class || raw == HashMap.class || raw == LinkedHashMap.class;
		if (isMap) {
			Object key = generate(argument(type, 0), seed, depth - 1);
			Object element = generate(argument(type, 1), seed, depth - 1);
			return (key == null || element == null) ? null : new LinkedHashMap<>(Map.of(key, element));
		}
		if (raw == Optional.class || raw == List.class || raw == Collection.class || raw == Iterable.class
				|| raw == Set.class) {
			Object element = generate(argument(type, 0), seed, depth - 1);
			if (element == null) {
				return null;
			}
			if (raw == Optional.class) {
				return Optional.of(element);
			}
			return (raw == Set.class) ? new HashSet<>(Set.of(element)) : new ArrayList<>(List.of(element));
		}
		if (depth <= 0 || raw.getName().startsWith("java.")
				|| raw.isInterface() && raw.isAnnotationPresent(FunctionalInterface.class)) {
			return null;
		}
		return generateObject(raw, seed, depth);
	}

	private static @Nullable Object generateObject(Class<?> raw, int seed, int depth) {
		if (!Modifier.isPublic(raw.getModifiers())) {
			return null;
		}
		for (Executable executable : executables(raw)) {
			Type[] types = executable.getGenericParameterTypes();
			Object[] arguments = new Object[types.length];
			boolean complete = true;
			for (int i = 0; i < types.length && complete; i++) {
				arguments[i] = (Walk.rawClass(types[i]) == raw) ? null : generate(types[i], seed, depth - 1);
				complete = arguments[i] != null;
			}
			if (!complete) {
				continue;
			}
			try {
				Object made = (executable instanceof Constructor<?> constructor) ? constructor.newInstance(arguments)
						: ((Method) executable).invoke(null, arguments);
				if (made != null) {
					return made;
				}
			}
			catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
				// Try the next one
			}
		}
		return null;
	}

	private static List<Executable> executables(Class<?> raw) {
		List<Executable> executables = new ArrayList<>();
		if (!Modifier.isAbstract(raw.getModifiers())) {
			executables.addAll(sorted(raw.getConstructors()));
		}
		for (Method method : sorted(raw.getMethods())) {
			if (Modifier.isStatic(method.getModifiers()) && raw.isAssignableFrom(method.getReturnType())
					&& method.getParameterCount() > 0) {
				executables.add(method);
			}
		}
		return executables;
	}

	private static Type argument(Type type, int index) {
		return (type instanceof ParameterizedType generic && generic.getActualTypeArguments().length > index)
				? generic.getActualTypeArguments()[index] : String.class;
	}

	private static Class<?> unboxed(Class<?> type) {
		return switch (type.getName()) {
			case "java.lang.Integer" -> int.class;
			case "java.lang.Long" -> long.class;
			case "java.lang.Short" -> short.class;
			case "java.lang.Byte" -> byte.class;
			case "java.lang.Character" -> char.class;
			case "java.lang.Boolean" -> boolean.class;
			case "java.lang.Double" -> double.class;
			case "java.lang.Float" -> float.class;
			default -> type;
		};
	}

	static <E extends Executable> List<E> sorted(E[] executables) {
		return Arrays.stream(executables)
			.filter((executable) -> !executable.isSynthetic() && !executable.isAnnotationPresent(Deprecated.class))
			.sorted(Comparator.comparing(CorpusValues::describe))
			.toList();
	}

	static String describe(Executable executable) {
		return executable.getName() + Arrays.toString(executable.getGenericParameterTypes());
	}

}
