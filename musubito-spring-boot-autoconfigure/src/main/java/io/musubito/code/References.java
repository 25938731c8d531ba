package io.musubito.code;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.objectweb.asm.Handle;

/**
 * What a piece of code refers to. Names of classes are those of class files
 * ({@code com/acme/Finding}), and only of the application.
 *
 * @param calls the methods that it calls or takes a reference of, libraries' too
 * @param reads the fields that it reads
 * @param writes the fields that it writes
 * @param created the classes that it creates objects of
 * @param reflected the classes that it hands to whoever looks into classes: class
 * literals and generic superclasses
 * @param mentioned the classes that it depends on in another way
 * @param lambdas the functional interfaces that it implements by a lambda
 * @param receivers where the objects come from that it calls methods on; those that are
 * not here are known to others
 * @param ownChanges the fields of the object that it is called on which it changes
 * @param changes the fields of other objects, and static ones, that it changes
 * @param asked what it asks of its surroundings
 * @param handed the classes of objects that it hands to those who may look into them
 * @param bindings what type variables may stand for, as far as it tells
 * @param bodies the methods that are the lambdas and method references in it, as
 * {@link #body} writes them
 */
record References(Set<Call> calls, Set<FieldAccess> reads, Set<FieldAccess> writes, Set<String> created,
		Set<String> reflected, Set<String> mentioned, Set<String> lambdas, Map<Call, Origin> receivers,
		Set<FieldAccess> ownChanges, Set<FieldAccess> changes, Set<Asked> asked, Set<String> handed,
		Set<HandedObjects.Binding> bindings, Set<String> bodies) {

	static References none() {
		return new References(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(),
				new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(),
				new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(),
				new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
	}

	/**
	 * What a lambda or a method reference is.
	 * @param method the method that it calls
	 * @return a text without the kind of call
	 */
	static String body(Handle method) {
		return method.getOwner() + "." + method.getName() + method.getDesc();
	}

	/**
	 * Where the object comes from that a method is called on.
	 */
	Origin receiver(Call call) {
		return this.receivers.getOrDefault(call, Origin.OTHER);
	}

}
