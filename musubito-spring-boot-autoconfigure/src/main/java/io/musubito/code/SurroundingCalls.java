package io.musubito.code;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells which calls of libraries ask for what is around a step: who calls, where and
 * when.
 */
final class SurroundingCalls {

	private static final String LOCALE = "Ljava/util/Locale;";

	private static final Pattern PRINCIPAL = Pattern
		.compile("org/springframework/security/(core/context/.*SecurityContext|web/servletapi/SecurityContextHolder"
				+ "|web/(server/)?context/.*SecurityContextRepository).*"
				+ "|jakarta/(security/enterprise|ws/rs/core)/SecurityContext");

	private static final Set<String> OF_PRINCIPAL = Set.of("getUserPrincipal", "getRemoteUser", "isUserInRole",
			"getPrincipal", "principal");

	private static final Pattern CREDENTIALS = Pattern.compile("org/springframework/security/.*"
			+ "\\.(getCredentials|getPassword|getTokenValue|getIssuedAt|getExpiresAt|getNotBefore|getAuthenticatedAt)");

	private static final Pattern REQUEST = Pattern
		.compile("jakarta/servlet/.*|org/springframework/security/web/authentication/WebAuthenticationDetails"
				+ "|org/springframework/(web/(context/request|server|util|servlet/support|servlet/function"
				+ "|reactive/function/server)|http/server)"
				+ "/.*(Request|Session|Exchange|RequestContext|RequestContextHolder|RequestAttributes|WebUtils"
				+ "|RequestContextUtils|UriComponentsBuilder).*");

	private static final Pattern OF_REQUEST = Pattern.compile("(get|is|current|from(Current|Request|Context)).*");

	private static final Pattern CLOCK = Pattern.compile(
			"java/time/[A-Za-z]+\\.now|java/time/(Clock|InstantSource)\\.(instant|millis)|java/lang/System\\.currentTimeMillis"
					+ "|java/util/Calendar\\.getInstance|java/util/GregorianCalendar\\.<init>");

	private static final Pattern RANDOM = Pattern.compile(
			"java/util/(Random|SplittableRandom|concurrent/ThreadLocalRandom|random/[A-Za-z$]+)\\.(next|ints|longs|doubles).*"
					+ "|java/security/SecureRandom\\.(next|ints|longs|doubles|generate).*"
					+ "|java/lang/(Strict)?Math\\.random|java/util/UUID\\.randomUUID");

	private static final Pattern FILES = Pattern.compile(
			"java/nio/file/Files\\.(read|lines|new(Input|Buffered|Byte|Directory)|exists|notExists|list|walk|find|size|"
					+ "get|is|mismatch|copy).*" + "|java/io/(FileInputStream|FileReader|RandomAccessFile)\\.<init>"
					+ "|java/io/File\\.(list.*|exists|length|lastModified|is.*|can.*)"
					+ "|java/nio/channels/FileChannel\\.open|java/util/((zip/Zip|jar/Jar)File\\.<init>|ResourceBundle\\.getBundle)"
					+ "|java/lang/(Class|ClassLoader|Module)\\.get(System)?Resource.*"
					+ "|org/springframework/core/io/(ResourceLoader|support/ResourcePatternResolver)\\.getResources?");

	private static final Pattern NETWORK = Pattern
		.compile("java/net/URL(Connection)?\\.(open|get(Content|InputStream)).*|java/net/(Socket|ServerSocket)\\.<init>"
				+ "|java/net/http/HttpClient\\.send.*|java/net/InetAddress\\.(get|is).*");

	private static final Pattern THREAD_LOCAL = Pattern
		.compile("java/lang/(Inheritable)?ThreadLocal\\.get|javax/security/auth/Subject\\.(current|getSubject)"
				+ "|org/springframework/core/Named(Inheritable)?ThreadLocal\\.get|java/lang/ScopedValue\\.(get|orElse).*"
				+ "|io/netty/util/concurrent/FastThreadLocal\\.get.*");

	private static final Pattern LOGGING_CONTEXT = Pattern
		.compile("org/slf4j/MDC\\.get.*|org/apache/logging/log4j/ThreadContext\\.(get|peek).*");

	private static final Pattern REACTOR = Pattern.compile(
			"reactor/core/publisher/(Mono|Flux)\\..*(deferContextual|DeferredContextual).*|reactor/util/context/.*\\.get.*"
					+ "|org/springframework/(web|security)/.*\\.(getContextView)");

	private static final Pattern PROCESS = Pattern.compile("java/lang/(ProcessBuilder\\.start|Runtime\\.exec)");

	private static final Pattern LOCALE_FORMATS = Pattern
		.compile("java/lang/String\\.(format|formatted|toUpperCase|toLowerCase)|java/util/(Formatter|Scanner)\\.<init>"
				+ "|java/io/Print(Stream|Writer)\\.(printf|format)|java/io/Console\\.(printf|format)"
				+ "|java/text/[A-Za-z]+\\.(get[A-Za-z]*Instance|<init>|format)"
				+ "|java/time/format/DateTimeFormatter(Builder)?\\.(of[A-Z].*|toFormatter)"
				+ "|java/util/(ResourceBundle\\.getBundle|Calendar\\.getInstance|Date\\.toLocaleString)"
				+ "|java/util/Locale\\.getDefault");

	private static final Pattern TIME_ZONES = Pattern.compile(
			"java/time/ZoneId\\.systemDefault|java/time/Clock\\.(systemDefaultZone|tick.*)|java/util/TimeZone\\.getDefault"
					+ "|java/util/(Calendar\\.getInstance|GregorianCalendar\\.<init>)|java/text/(Simple)?DateFormat\\..*"
					+ "|java/util/Date\\.(get(Hours|Day|Date|Month|Minutes|Year)|toString|toLocaleString)"
					+ "|java/sql/(Timestamp|Date|Time)\\.(to|valueOf).*");

	private SurroundingCalls() {
	}

	/**
	 * Notes what a call of a library asks for.
	 * @param owner the class that the method is called on
	 * @param name the method
	 * @param descriptor its descriptor
	 * @param asked where to note it
	 */
	static void note(String owner, String name, String descriptor, Collection<Asked> asked) {
		String method = owner + "." + name;
		if (owner.startsWith("java/")) {
			ofJdk(method, descriptor, asked);
		}
		else if (owner.startsWith("org/springframework/context/")) {
			ofContext(owner, name, descriptor, asked);
		}
		if ((PRINCIPAL.matcher(owner).matches() && isQuestion(name))
				|| (OF_PRINCIPAL.contains(name) && REQUEST.matcher(owner).matches())) {
			asked.add(Asked.ambient(Ambient.PRINCIPAL));
			if (name.equals("isUserInRole")) {
				// Only authorities and what the principal holds are known of roles
				asked.add(Asked.surroundings("roles that only the request knows"));
			}
			return;
		}
		String kind = (REQUEST.matcher(owner).matches() && OF_REQUEST.matcher(name).matches()) ? "the request"
				: kind(method);
		if (kind != null) {
			asked.add(Asked.surroundings(kind));
		}
	}

	private static @Nullable String kind(String method) {
		if (method.startsWith("java/")) {
			if (matches(CLOCK, method)) {
				return "the clock";
			}
			if (matches(RANDOM, method)) {
				return "random numbers";
			}
			if (matches(NETWORK, method)) {
				return "the network";
			}
			if (matches(PROCESS, method)) {
				return "another program";
			}
		}
		if (matches(CREDENTIALS, method)) {
			return "credentials and times of the caller's token";
		}
		if (matches(FILES, method)) {
			return "files";
		}
		if (matches(THREAD_LOCAL, method)) {
			return "a thread local";
		}
		if (matches(LOGGING_CONTEXT, method)) {
			return "the logging context";
		}
		return (matches(REACTOR, method)) ? "Reactor's context" : null;
	}

	private static void ofJdk(String method, String descriptor, Collection<Asked> asked) {
		if (!descriptor.contains(LOCALE) && matches(LOCALE_FORMATS, method)) {
			asked.add(Asked.ambient(Ambient.DEFAULT_LOCALE));
		}
		boolean today = method.startsWith("java/time/") && method.endsWith(".now") && descriptor.startsWith("()")
				&& !method.startsWith("java/time/Instant.");
		if (today || (!descriptor.contains("TimeZone;") && matches(TIME_ZONES, method))) {
			asked.add(Asked.ambient(Ambient.DEFAULT_TIME_ZONE));
		}
		if ((method.equals("java/util/Date.<init>") && descriptor.equals("()V"))
				|| (method.equals("java/util/Collections.shuffle") && !descriptor.contains("Random"))) {
			asked.add(Asked.surroundings((method.endsWith("shuffle")) ? "random numbers" : "the clock"));
		}
	}

	private static void ofContext(String owner, String name, String descriptor, Collection<Asked> asked) {
		if (owner.startsWith("org/springframework/context/i18n/LocaleContext")) {
			if (name.startsWith("getLocale")) {
				asked.add(Asked.ambient(Ambient.LOCALE));
			}
			if (name.equals("getTimeZone") || name.equals("getLocaleContext")) {
				asked.add(Asked.ambient(Ambient.TIME_ZONE));
			}
		}
		else if (owner.endsWith("MessageSourceAccessor") && !descriptor.contains(LOCALE)) {
			asked.add(Asked.ambient(Ambient.LOCALE));
		}
	}

	private static boolean isQuestion(String name) {
		return name.startsWith("get") || name.startsWith("is") || name.startsWith("load");
	}

	private static boolean matches(Pattern pattern, String method) {
		return pattern.matcher(method).matches();
	}

}
