package io.musubito.behaviour.effect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.musubito.behaviour.effect.LedgerApplication.Writer;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A process that composes, and so books entry 1, in a transaction that ends as it is
 * told.
 */
final class LedgerProcess {

	private LedgerProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (ConfigurableApplicationContext context = LedgerApplication.start(Path.of(arguments[0]), arguments[1])) {
			new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).execute((status) -> {
				System.out.println("told " + context.getBean(Writer.class).compose("required", "1"));
				if (!"commit".equals(readLine(input))) {
					status.setRollbackOnly();
				}
				return null;
			});
		}
		System.out.println("ended");
	}

	private static String readLine(BufferedReader input) {
		try {
			return input.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
