package io.musubito.code;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What code depends on beside itself and its arguments, as far as class files tell. The
 * code that runs counts here, not the code that only prepares it (constructors, methods
 * that the container calls to set a bean up): what that leaves behind is in the fields.
 * Classes are named as by {@link Class#getName()}.
 *
 * @param fields the fields of the application that the code reads, static ones too:
 * {@code com.acme.Writer.tone}, with the class that declares it
 * @param changed those of them that the code changes itself: assigns, or calls a method
 * that changes what they hold ({@code put}); their values are of earlier calls
 * @param covered the classes of the application whose objects the fingerprint expects:
 * calls on them were followed. When an object of another class of the application turns
 * up, all of its code counts in addition. The methods that lambdas are in its code are
 * there as well: {@code com.acme.Writer.lambda$draft$0(Ljava.lang.String;)V}
 * @param inspected the classes of the application whose objects are handed to those who
 * may look into them (an object mapper, a template, a model): all of their fields count
 * @param named the types by which the code may ask for beans:
 * {@code getBean(Rule.class)}, {@code ObjectProvider<Rule>}, {@code @Lookup}, those of
 * libraries too; names of beans begin with {@link #BEAN_NAME}
 * @param properties the keys that the code asks the environment for, when they are
 * constants; those of system properties begin with {@code system:}, environment variables
 * with {@code env:}; {@code spring.profiles.active} stands for the active profiles
 * @param ambient what the code asks of the thread or the process around it
 * @param libraries the methods of libraries that it calls, without those of the JDK:
 * {@code com.lib.Client#get(java.lang.String)}
 */
public record CodeDependencies(SortedSet<String> fields, SortedSet<String> changed, SortedSet<String> covered,
		SortedSet<String> inspected, SortedSet<String> named, SortedSet<String> properties, Set<Ambient> ambient,
		SortedSet<String> libraries) {

	/** Before the name of a bean that the code asks for. */
	public static final String BEAN_NAME = "bean:";

	/** The code depends on nothing, or is not known. */
	public static final CodeDependencies NONE = new CodeDependencies(Collections.emptySortedSet(),
			Collections.emptySortedSet(), Collections.emptySortedSet(), Collections.emptySortedSet(),
			Collections.emptySortedSet(), Collections.emptySortedSet(), Set.of(), Collections.emptySortedSet());

	public CodeDependencies {
		fields = copy(fields);
		changed = copy(changed);
		covered = copy(covered);
		inspected = copy(inspected);
		named = copy(named);
		properties = copy(properties);
		ambient = Set.copyOf(ambient);
		libraries = copy(libraries);
	}

	private static SortedSet<String> copy(SortedSet<String> names) {
		return Collections.unmodifiableSortedSet(new TreeSet<>(names));
	}

}
