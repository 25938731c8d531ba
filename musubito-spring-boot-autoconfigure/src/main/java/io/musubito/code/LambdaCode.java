package io.musubito.code;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Where the code of a lambda or a method reference is, in words that outlive the process.
 *
 * @param capturing the class that it is written in, by the name of its class file
 * @param owner the class that has its method, by the name of its class file
 * @param name the method; the compiler numbers those that it makes of lambdas
 * @param descriptor the descriptor of the method
 * @param dynamic whether a subclass may have the method that runs
 * @param data the classes of its result, by the names of class files
 */
public record LambdaCode(String capturing, String owner, String name, String descriptor, boolean dynamic,
		SortedSet<String> data) {

	public LambdaCode {
		data = Collections.unmodifiableSortedSet(new TreeSet<>(data));
	}

	/**
	 * Where the code of a lambda is.
	 * @param lambda what it says of itself when it is serialised
	 * @param resultType the type of its result
	 * @return where its code is
	 */
	public static LambdaCode of(SerializedLambda lambda, Type resultType) {
		boolean dynamic = lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeVirtual
				|| lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeInterface;
		return new LambdaCode(lambda.getCapturingClass(), lambda.getImplClass(), lambda.getImplMethodName(),
				lambda.getImplMethodSignature(), dynamic, new TreeSet<>(StepCode.namesOf(resultType)));
	}

	/**
	 * The same place in every build of the same sources: without the number.
	 * @return a text
	 */
	public String place() {
		return this.owner + "#" + MethodName.withoutNumber(this.name) + this.descriptor;
	}

	LambdaCode named(String other) {
		return new LambdaCode(this.capturing, this.owner, other, this.descriptor, this.dynamic, this.data);
	}

	/**
	 * As texts, to be kept.
	 * @return texts by name
	 */
	public SortedMap<String, String> toMap() {
		return new TreeMap<>(
				java.util.Map.of("capturing", this.capturing, "owner", this.owner, "method", this.name, "descriptor",
						this.descriptor, "dynamic", String.valueOf(this.dynamic), "data", String.join(" ", this.data)));
	}

	/**
	 * Reads what {@link #toMap()} wrote.
	 * @param map the texts by name
	 * @return where the code is; {@code null} when something is missing
	 */
	public static @Nullable LambdaCode of(SortedMap<String, String> map) {
		String capturing = map.get("capturing");
		String owner = map.get("owner");
		String method = map.get("method");
		String descriptor = map.get("descriptor");
		if (capturing == null || owner == null || method == null || descriptor == null) {
			return null;
		}
		return new LambdaCode(capturing, owner, method, descriptor, Boolean.parseBoolean(map.get("dynamic")),
				new TreeSet<>(StringUtils.commaDelimitedListToSet(map.getOrDefault("data", "").replace(' ', ','))));
	}

}
