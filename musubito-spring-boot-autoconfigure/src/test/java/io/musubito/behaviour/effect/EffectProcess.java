package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

import io.musubito.EffectContext;
import io.musubito.MusubitoStep;
import io.musubito.OnUnknown;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * An application of its own that performs one effect, and says on the way at which point
 * it is.
 */
public final class EffectProcess {

	private static final String RECEIVER = "receiver.url";

	private EffectProcess() {
	}

	/**
	 * Starts the application in a process of its own.
	 * @param directory the directory of the store
	 * @param receiver where effects go to
	 * @param method the effect to call
	 * @return the process
	 */
	static JavaProcess start(Path directory, EffectReceiver receiver, String method) {
		return quick(directory, EffectProcess.class, directory, receiver.url(), method).start();
	}

	/**
	 * Describes a process that starts quickly and logs nothing.
	 */
	static JavaProcess.Builder quick(Path directory, Class<?> main, Object... arguments) {
		return JavaProcess.of(main, arguments)
			.options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData")
			.property("org.sqlite.tmpdir", directory)
			.property("sun.net.http.retryPost", false)
			.property("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.LogFactoryImpl")
			.property("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
	}

	public static void main(String[] args) {
		System.setProperty(RECEIVER, args[1]);
		ConfigurableApplicationContext context = application(Path.of(args[0]), args[1]);
		Mailer mailer = context.getBean(Mailer.class);
		List<String> recipients = new Recipients();
		if ("retried".equals(args[2])) {
			mailer.retried(recipients);
		}
		else {
			mailer.send(recipients);
		}
		EffectReceiver.pass(args[1], "acknowledged");
	}

	static ConfigurableApplicationContext application(Path directory, String receiverUrl, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add(RECEIVER + "=" + receiverUrl);
		return Engine.in(directory).start(Application.class, all.toArray(new String[0]));
	}

	/**
	 * Says when somebody looks at them, which is to identify the call. Without a field:
	 * that would be content.
	 */
	static final class Recipients extends AbstractList<String> {

		@Override
		public String get(int index) {
			EffectReceiver.pass(System.getProperty(RECEIVER), "identifying");
			return "ann";
		}

		@Override
		public int size() {
			return 1;
		}

	}

	static class Mailer {

		private final String receiverUrl;

		Mailer(String receiverUrl) {
			this.receiverUrl = receiverUrl;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		@Transactional
		String send(List<String> recipients) {
			EffectReceiver.pass(this.receiverUrl, "entered");
			return EffectReceiver.send(this.receiverUrl, "mail", EffectContext.idempotencyKey());
		}

		@MusubitoStep(name = "retried", type = StepType.EXTERNAL_EFFECT, onUnknown = OnUnknown.RETRY)
		@Transactional
		String retried(List<String> recipients) {
			return EffectReceiver.send(this.receiverUrl, "mail", EffectContext.idempotencyKey());
		}

	}

	/**
	 * Says when the advice around the method has begun and when it ends.
	 */
	static class TransactionManager extends AbstractPlatformTransactionManager {

		private final transient String receiverUrl;

		TransactionManager(String receiverUrl) {
			this.receiverUrl = receiverUrl;
		}

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			EffectReceiver.pass(this.receiverUrl, "recorded");
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			EffectReceiver.pass(this.receiverUrl, "returned");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Application {

		@Bean
		Mailer mailer(@Value("${" + RECEIVER + "}") String receiverUrl) {
			return new Mailer(receiverUrl);
		}

		@Bean
		PlatformTransactionManager transactionManager(@Value("${" + RECEIVER + "}") String receiverUrl) {
			return new TransactionManager(receiverUrl);
		}

	}

}
