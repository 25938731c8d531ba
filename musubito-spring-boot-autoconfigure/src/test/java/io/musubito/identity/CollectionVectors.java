package io.musubito.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.musubito.identity.GoldenVectorTests.Level;

/**
 * Containers of the JDK.
 */
final class CollectionVectors {

	private CollectionVectors() {
	}

	static void add(Map<String, Object> values) {
		addArrays(values);
		addLists(values);
		addSets(values);
		addMaps(values);
		values.put("entry", Map.entry("a", 1));
		values.put("optional", Optional.of("a"));
		values.put("empty optional", Optional.empty());
		values.put("optional in optional", Optional.of(Optional.empty()));
		values.put("OptionalInt", OptionalInt.of(1));
		values.put("OptionalDouble empty", OptionalDouble.empty());
		values.put("BitSet", BitSet.valueOf(new long[] { 5 }));
	}

	private static void addArrays(Map<String, Object> values) {
		values.put("byte array", new byte[] { 1, 2, 3 });
		values.put("empty byte array", new byte[0]);
		values.put("int array", new int[] { 1, 2, 3 });
		values.put("long array", new long[] { 1, 2, 3 });
		values.put("double array", new double[] { 1, -0.0, Double.NaN });
		values.put("float array", new float[] { 0.1f });
		values.put("boolean array", new boolean[] { true, false });
		values.put("char array", new char[] { 'a', 'b' });
		values.put("short array", new short[] { 1 });
		values.put("text array", new String[] { "a", "b" });
		values.put("object array", new Object[] { "a", 1, null });
		values.put("array of arrays", new int[][] { { 1 }, {}, { 2, 3 } });
		values.put("empty text array", new String[0]);
	}

	private static void addLists(Map<String, Object> values) {
		values.put("list", List.of("ab", "c", 1));
		values.put("list cut elsewhere", List.of("a", "bc", 1));
		values.put("empty list", List.of());
		values.put("list of lists", List.of(List.of("a"), List.of("b", "c")));
		values.put("list of empty lists", List.of(List.of(), List.of()));
		values.put("list with null", Arrays.asList("a", null));
		values.put("ArrayList", new ArrayList<>(List.of("a", "b")));
		values.put("LinkedList", new LinkedList<>(List.of("a", "b")));
		values.put("CopyOnWriteArrayList", new CopyOnWriteArrayList<>(List.of("a", "b")));
		values.put("unmodifiable list", Collections.unmodifiableList(new ArrayList<>(List.of("a", "b"))));
		values.put("sub list", new ArrayList<>(List.of("x", "a", "b", "y")).subList(1, 3));
		values.put("ArrayDeque", new ArrayDeque<>(List.of("a", "b")));
	}

	private static void addSets(Map<String, Object> values) {
		values.put("set", Set.of("a", "b", "c"));
		values.put("HashSet", new HashSet<>(List.of("c", "b", "a")));
		values.put("set of kinds", new HashSet<>(Arrays.asList(1, 1L, "1", null)));
		values.put("ordered set", new LinkedHashSet<>(List.of("c", "a")));
		values.put("sorted set", new TreeSet<>(List.of("c", "a")));
		values.put("EnumSet", EnumSet.allOf(Level.class));
		values.put("set of a map", ConcurrentHashMap.<String>newKeySet());
	}

	private static void addMaps(Map<String, Object> values) {
		values.put("map", Map.of("a", 1, "b", List.of(2)));
		values.put("HashMap", new HashMap<>(Map.of("a", 1, "b", List.of(2))));
		values.put("ConcurrentHashMap", new ConcurrentHashMap<>(Map.of("a", 1)));
		values.put("map with null", new HashMap<>(Collections.singletonMap(null, null)));
		values.put("map by number", Map.of(1, "a", 2, "b"));
		values.put("ordered map", ordered("b", "a"));
		values.put("ordered map otherwise", ordered("a", "b"));
		values.put("unmodifiable ordered map", Collections.unmodifiableMap(ordered("b", "a")));
		values.put("sorted map", new TreeMap<>(Map.of("a", 1, "b", List.of(2))));
		values.put("EnumMap", new EnumMap<>(Map.of(Level.HIGH, 1, Level.LOW, 2)));
		Properties properties = new Properties();
		properties.setProperty("a", "1");
		values.put("Properties", properties);
		values.put("empty map", Map.of());
	}

	private static Map<String, Integer> ordered(String first, String second) {
		Map<String, Integer> map = new LinkedHashMap<>();
		map.put(first, 1);
		map.put(second, 2);
		return map;
	}

}
