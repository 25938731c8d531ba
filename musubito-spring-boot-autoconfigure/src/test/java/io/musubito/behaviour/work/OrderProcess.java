package io.musubito.behaviour.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A process of its own that executes a step for others, in which a mail is sent: a line
 * in a file.
 */
public final class OrderProcess {

	private static final String MAILS = "mails";

	private OrderProcess() {
	}

	static JavaProcess start(Path directory) throws InterruptedException {
		JavaProcess process = JavaProcess.of(OrderProcess.class, directory)
			.property("musubito.workers.engine", "db-scheduler")
			.property("musubito.workers.concurrency", 2)
			.start();
		process.readLine("ready");
		return process;
	}

	static List<String> mails(Path directory) throws IOException {
		Path mails = directory.resolve(MAILS);
		return Files.exists(mails) ? Files.readAllLines(mails) : List.of();
	}

	public static void main(String[] args) throws Exception {
		Mailer.mails = Path.of(args[0]).resolve(MAILS);
		try (ConfigurableApplicationContext context = Engine.in(Path.of(args[0])).start(Application.class)) {
			System.out.println("ready");
			System.in.transferTo(System.out);
		}
	}

	static class Mailer {

		private static Path mails = Path.of(MAILS);

		static void sendTo(Path directory) {
			mails = directory.resolve(MAILS);
		}

		@MusubitoStep(name = "mail", type = StepType.EXTERNAL_EFFECT)
		String send(String order) {
			try {
				Files.writeString(mails, order + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			// The moment in which it has happened, and nobody knows it
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
			return "sent " + order;
		}

	}

	static class Orders {

		private final Mailer mailer;

		Orders(Mailer mailer) {
			this.mailer = mailer;
		}

		@MusubitoStep(name = "order")
		String order(String order) {
			return this.mailer.send(order) + ", ordered";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Mailer mailer() {
			return new Mailer();
		}

		@Bean
		Orders orders(Mailer mailer) {
			return new Orders(mailer);
		}

	}

}
