package io.musubito.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;

import io.musubito.CodeLevel;

/**
 * A start of the application in {@code identity/application}, perhaps after another one.
 *
 * @param fingerprint the fingerprint of its step
 * @param takenOver whether it is that of the start before
 * @param remembered what the next start gets
 */
record AcmeStart(CodeFingerprint fingerprint, boolean takenOver, byte[] remembered) {

	static Starter of(Path classes) {
		return new Starter(classes, new byte[0], AcmeFingerprint.APPLICATION, CodeLevel.REACHABLE,
				(loader) -> AcmeFingerprint.beans(loader, "com.acme.StrictRules"));
	}

	/**
	 * The circumstances of a start.
	 *
	 * @param before what the start before remembered
	 */
	record Starter(Path classes, byte[] before, Predicate<String> application, CodeLevel level,
			Function<ClassLoader, Collaborators> beans) {

		Starter after(byte[] remembered) {
			return new Starter(this.classes, remembered, this.application, this.level, this.beans);
		}

		Starter after(AcmeStart start) {
			return after(start.remembered);
		}

		Starter in(Path otherClasses) {
			return new Starter(otherClasses, this.before, this.application, this.level, this.beans);
		}

		Starter of(Predicate<String> otherApplication) {
			return new Starter(this.classes, this.before, otherApplication, this.level, this.beans);
		}

		Starter at(CodeLevel otherLevel) {
			return new Starter(this.classes, this.before, this.application, otherLevel, this.beans);
		}

		Starter with(Function<ClassLoader, Collaborators> otherBeans) {
			return new Starter(this.classes, this.before, this.application, this.level, otherBeans);
		}

		AcmeStart start() {
			try (URLClassLoader loader = new URLClassLoader(new URL[] { this.classes.toUri().toURL() },
					AcmeStart.class.getClassLoader())) {
				return start(loader);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		AcmeStart start(ClassLoader loader) {
			CodeFingerprints fingerprints = new CodeFingerprints(this.application, this.beans.apply(loader),
					this.before);
			CodeFingerprint fingerprint = AcmeFingerprint.of(fingerprints, loader, this.level);
			return new AcmeStart(fingerprint, fingerprints.takenOver() == 1,
					fingerprints.toRemember().orElse(this.before));
		}

	}

}
