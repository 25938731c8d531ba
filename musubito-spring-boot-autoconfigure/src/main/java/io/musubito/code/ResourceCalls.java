package io.musubito.code;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Tells which resource a call opens. Where its location is written in the code, its
 * content counts.
 */
final class ResourceCalls {

	/** What begins the location of a resource among the keys that code asks for. */
	static final String RESOURCE = "resource:";

	private static final String IO = "org/springframework/core/io/";

	private static final String CLASS_PATH = "classpath:";

	private static final Set<String> OF_FILES = Set.of(IO + "FileSystemResource", IO + "PathResource");

	private static final Set<String> OF_URLS = Set.of(IO + "UrlResource", IO + "FileUrlResource");

	private static final Pattern OF_CLASS_PATH = Pattern.compile("get(System)?Resource(AsStream)?");

	private static final Pattern REMOTE = Pattern.compile("(?!classpath:|file:)[a-z]{2,}:.*");

	private ResourceCalls() {
	}

	/**
	 * Notes what a call opens.
	 * @param receiver what the method is called on
	 * @param arguments what it is called with; none where they are not known
	 * @param asked where to note it
	 * @return whether the call opens a resource
	 */
	static boolean note(Call call, StackValue receiver, List<StackValue> arguments, Collection<Asked> asked) {
		if (!opens(call)) {
			return false;
		}
		String text = (!arguments.isEmpty() && arguments.get(0).constant() instanceof String constant) ? constant
				: null;
		String location = (text != null) ? location(call, receiver, text) : null;
		if (location == null || location.startsWith("classpath*:") || location.contains("*")) {
			asked.add(Asked.surroundings("files"));
		}
		else if (REMOTE.matcher(location).matches()) {
			asked.add(Asked.surroundings("the network"));
		}
		else {
			asked.add(Asked.property(RESOURCE + location));
		}
		return true;
	}

	/**
	 * Whether a call opens a resource.
	 */
	static boolean opens(Call call) {
		String owner = call.owner();
		if (call.name().equals("<init>")) {
			// Of other arguments than a text, these have been opened or made elsewhere
			return (owner.equals(IO + "ClassPathResource") || OF_FILES.contains(owner) || OF_URLS.contains(owner))
					&& call.descriptor().startsWith("(Ljava/lang/String;");
		}
		return isOfClassPath(call)
				|| (call.name().equals("getResource") && owner.startsWith("org/springframework/")
						&& call.descriptor().startsWith("(Ljava/lang/String;)"))
				|| (owner.equals("org/springframework/util/ResourceUtils")
						&& call.descriptor().startsWith("(Ljava/lang/String;)") && call.name().startsWith("get"));
	}

	private static boolean isOfClassPath(Call call) {
		return (call.owner().equals("java/lang/Class") || call.owner().equals("java/lang/ClassLoader"))
				&& OF_CLASS_PATH.matcher(call.name()).matches();
	}

	private static @Nullable String location(Call call, StackValue receiver, String text) {
		if (call.owner().equals(IO + "ClassPathResource")) {
			return (call.descriptor().contains("Ljava/lang/Class;")) ? null : CLASS_PATH + withoutSlash(text);
		}
		if (OF_FILES.contains(call.owner())) {
			return "file:" + text;
		}
		if (call.owner().equals("java/lang/ClassLoader")) {
			return CLASS_PATH + withoutSlash(text);
		}
		return (call.owner().equals("java/lang/Class")) ? ofClass(receiver, text) : text;
	}

	/**
	 * A name without a slash is that of a neighbour of the class.
	 */
	private static @Nullable String ofClass(StackValue receiver, String text) {
		if (text.startsWith("/")) {
			return CLASS_PATH + withoutSlash(text);
		}
		if (!(receiver.constant() instanceof Type type) || type.getSort() != Type.OBJECT) {
			return null;
		}
		String name = type.getInternalName();
		return CLASS_PATH + name.substring(0, name.lastIndexOf('/') + 1) + text;
	}

	private static String withoutSlash(String text) {
		return (text.startsWith("/")) ? text.substring(1) : text;
	}

}
