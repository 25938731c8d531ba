package io.musubito.code;

import java.nio.file.Path;

/**
 * The other process of {@link CodeFingerprintsTests}. Prints the fingerprint of the
 * application that was compiled into a directory.
 */
public final class FingerprintProcess {

	private FingerprintProcess() {
	}

	public static void main(String[] args) {
		System.out.println(Runtime.version().feature() + " " + AcmeFingerprint.of(Path.of(args[0])).hash());
	}

}
