package io.musubito.code;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.musubito.StepDefinitionException;

import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * What belongs to an application.
 *
 * @param name tells it from other applications: its packages
 * @param classes tells its classes by their names ({@code com.acme.Writer$Draft})
 */
public record ApplicationCode(String name, Predicate<String> classes) {

	/**
	 * Refuses a step whose code is not followed because it is outside.
	 * @param operation the step
	 * @param type the class that has it
	 * @throws StepDefinitionException if the class doesn't belong to the application
	 */
	public void check(String operation, Class<?> type) {
		if (this.classes.test(type.getName())) {
			return;
		}
		Set<String> packages = new TreeSet<>(Set.of(StringUtils.delimitedListToStringArray(this.name, " ")));
		packages.add(ClassUtils.getPackageName(type));
		packages.remove("");
		throw new StepDefinitionException(
				("Step '%s': its class %s is outside of the packages of the application (%s), "
						+ "so that a change of its code would go unnoticed and old results would be replayed. "
						+ "Set musubito.fingerprint.packages=%s.")
					.formatted(operation, type.getName(), this.name.replace(" ", ", "), String.join(",", packages)),
				null);
	}

}
