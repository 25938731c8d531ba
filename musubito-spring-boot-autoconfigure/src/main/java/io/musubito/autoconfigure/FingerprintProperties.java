package io.musubito.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.musubito.CodeLevel;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the application.
 */
class FingerprintProperties {

	/**
	 * Comma-separated list of the packages of the application, whose code is followed. By
	 * default, the package of the main class, what is scanned for beans, and the packages
	 * of classes that are imported by name.
	 */
	private List<String> packages = new ArrayList<>();

	/**
	 * Extent of the code that is part of the identity of a step.
	 */
	private CodeLevel code = CodeLevel.REACHABLE;

	/**
	 * Comma-separated list of libraries whose versions are part of the identity of the
	 * steps that call them: 'group:artifact', with '*' for anything. A snapshot counts by
	 * its content. By default, none.
	 */
	private List<String> libraries = new ArrayList<>();

	/**
	 * Whether to refuse a step whose identity does not cover all that its result may
	 * depend on. If not, that is told when the application starts.
	 */
	private boolean strict;

	/**
	 * Whether who calls is part of the identity of steps whose code asks who that is.
	 */
	private boolean principal = true;

	/**
	 * Comma-separated list of properties whose values are part of the identity of each
	 * stochastic step, each with all that is below it. Something must be set under a key,
	 * unless it ends with '?'. By default, those under 'spring.ai.' that name a model,
	 * its options, or the content that it is given.
	 */
	private @Nullable List<String> properties;

	public boolean isPrincipal() {
		return this.principal;
	}

	public void setPrincipal(boolean principal) {
		this.principal = principal;
	}

	public CodeLevel getCode() {
		return this.code;
	}

	public void setCode(CodeLevel code) {
		this.code = code;
	}

	public @Nullable List<String> getProperties() {
		return this.properties;
	}

	public void setProperties(@Nullable List<String> properties) {
		this.properties = properties;
	}

	public List<String> getLibraries() {
		return this.libraries;
	}

	public void setLibraries(List<String> libraries) {
		this.libraries = libraries;
	}

	public boolean isStrict() {
		return this.strict;
	}

	public void setStrict(boolean strict) {
		this.strict = strict;
	}

	public List<String> getPackages() {
		return this.packages;
	}

	public void setPackages(List<String> packages) {
		this.packages = packages;
	}

}
