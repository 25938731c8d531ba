package io.musubito.code;

import java.util.ArrayList;
import java.util.List;

import io.musubito.code.ClassFiles.Selected;
import org.objectweb.asm.tree.MethodNode;

/**
 * The methods of a class of the application that libraries call.
 *
 * @param callbacks what the class inherits from libraries and overrides
 * @param prepared those of them that the container calls to set a bean up
 * @param setUp constructors, and the methods with certain annotations
 * @param properties the methods that are asked for the properties of data
 */
record EntryPoints(List<Selected> callbacks, List<Selected> prepared, List<Selected> setUp, List<Selected> properties) {

	static EntryPoints of(ClassFiles files, String name) {
		ClassCode code = files.get(name);
		List<Selected> callbacks = new ArrayList<>();
		List<Selected> prepared = new ArrayList<>();
		List<Selected> setUp = new ArrayList<>();
		List<Selected> properties = new ArrayList<>();
		for (MethodNode method : code.methods()) {
			if (method.name.equals("<init>")) {
				setUp.add(new Selected(code, method));
			}
			if (FrameworkCalls.isProperty(code, method)) {
				properties.add(new Selected(code, method));
			}
		}
		for (String supertype : files.supertypes(name)) {
			if (files.isApplication(supertype)) {
				ClassCode declaring = files.get(supertype);
				declaring.methods()
					.stream()
					.filter(FrameworkCalls::isAnnotated)
					.forEach((method) -> setUp.add(new Selected(declaring, method)));
			}
			else {
				List<Selected> called = (FrameworkCalls.isOfContainer(supertype)) ? prepared : callbacks;
				files.find(supertype)
					.map(FrameworkCalls::callbacks)
					.ifPresent((inherited) -> inherited
						.forEach((method) -> files.select(name, method.name, method.desc).ifPresent(called::add)));
			}
		}
		return new EntryPoints(List.copyOf(callbacks), List.copyOf(prepared), List.copyOf(setUp),
				List.copyOf(properties));
	}

}
