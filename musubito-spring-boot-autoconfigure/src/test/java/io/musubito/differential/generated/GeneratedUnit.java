package io.musubito.differential.generated;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A small application in a package of its own: steps made of pieces. What it answers has
 * everything in it that the pieces compute.
 */
final class GeneratedUnit {

	private static final int DEPTH = 2;

	private final Dialect dialect;

	private final String name;

	private final List<Piece> pieces;

	private final Random random;

	private final List<Part> parts = new ArrayList<>();

	private final List<GeneratedClass> classes = new ArrayList<>();

	private final SortedMap<Integer, GeneratedClass> steps = new TreeMap<>();

	private final SortedMap<Integer, List<String>> calls = new TreeMap<>();

	/**
	 * Draws one.
	 * @param dialect its language
	 * @param name its name, which is that of its package
	 * @param frames what there is of steps; one of them is drawn
	 * @param pieces what the steps are made of
	 * @param random what draws
	 */
	GeneratedUnit(Dialect dialect, String name, List<Piece> frames, List<Piece> pieces, Random random) {
		this.dialect = dialect;
		this.name = name;
		this.pieces = pieces;
		this.random = random;
		Piece frame = frames.get(random.nextInt(frames.size()));
		this.parts.add(new Part(frame, names(0, ""), random));
		for (int step = 0; frame.sections().get(Piece.MEMBERS).contains("$fields" + step); step++) {
			drawStep(step);
		}
	}

	private void drawStep(int step) {
		GeneratedClass root = new GeneratedClass(upperName() + "Step" + step, GeneratedClass.Kind.STEP);
		GeneratedClass base = new GeneratedClass(upperName() + "Base" + step, GeneratedClass.Kind.BASE);
		this.classes.add(base);
		this.steps.put(step, root);
		int count = 1 + this.random.nextInt(2);
		for (int i = 0; i < count; i++) {
			this.calls.computeIfAbsent(step, (key) -> new ArrayList<>())
				.add(place((this.random.nextInt(5) == 0) ? base : root, 0));
		}
	}

	/**
	 * Draws a piece and puts it into a class or into one that the class holds.
	 * @return how the class calls it
	 */
	private String place(GeneratedClass owner, int depth) {
		Piece piece = this.pieces.get(this.random.nextInt(this.pieces.size()));
		while (piece.isBean() && !owner.kind().isBean()) {
			piece = this.pieces.get(this.random.nextInt(this.pieces.size()));
		}
		int number = this.parts.size();
		this.parts.add(null);
		GeneratedClass host = host(owner, piece, number);
		host.parts().add(number);
		String inner = this.dialect.nothing();
		if (depth < DEPTH && this.random.nextInt(2) == 0 && piece.sections().get(Piece.MEMBERS).contains("$in(")) {
			inner = place(host, depth + 1);
		}
		this.parts.set(number, new Part(piece, names(number, inner), this.random));
		return ((host == owner) ? "" : host.field() + ".") + "p" + number + "(";
	}

	private GeneratedClass host(GeneratedClass owner, Piece piece, int number) {
		int drawn = this.random.nextInt(6);
		if (drawn < 3) {
			return owner;
		}
		GeneratedClass.Kind kind = (drawn == 3) ? GeneratedClass.Kind.PLAIN
				: (drawn == 4) ? GeneratedClass.Kind.STATIC : GeneratedClass.Kind.COMPONENT;
		if (piece.isBean() != kind.isBean()) {
			kind = piece.isBean() ? GeneratedClass.Kind.COMPONENT : kind;
		}
		if (kind.isBean() && !owner.kind().isBean()) {
			return owner;
		}
		GeneratedClass host = new GeneratedClass(upperName() + "P" + number + "Host", kind);
		owner.held().add(host);
		this.classes.add(host);
		return host;
	}

	private Map<String, String> names(int number, String inner) {
		Map<String, String> names = new LinkedHashMap<>();
		names.put("$in(", inner);
		names.put("$N", upperName() + "P" + number);
		names.put("$U", upperName());
		names.put("$m", "p" + number);
		names.put("$b", this.name + "P" + number);
		names.put("$p", this.name + ".p" + number);
		names.put("$u", this.name);
		return names;
	}

	private String upperName() {
		return "U" + this.name.substring(1);
	}

	String name() {
		return this.name;
	}

	/**
	 * All that can be chosen.
	 */
	List<Choice> choices() {
		return this.parts.stream().flatMap((part) -> part.choices().stream()).toList();
	}

	/**
	 * The names of its pieces.
	 */
	List<String> pieces() {
		return this.parts.stream().map((part) -> part.piece().name()).toList();
	}

	/**
	 * The name of the piece that leaves a choice.
	 */
	String pieceOf(int choice) {
		int last = 0;
		for (Part part : this.parts) {
			last += part.choices().size();
			if (choice < last) {
				return part.piece().name();
			}
		}
		throw new IllegalArgumentException("No choice " + choice);
	}

	/**
	 * Writes its files.
	 * @param ways which way each choice is written
	 */
	SortedMap<String, String> write(int[] ways) {
		SortedMap<String, String> files = new TreeMap<>();
		String frame = write(0, Piece.MEMBERS, ways);
		for (Map.Entry<Integer, GeneratedClass> step : this.steps.entrySet()) {
			frame = frame.replace("$fields" + step.getKey(), content(step.getValue(), ways))
				.replace("$calls" + step.getKey(), String.join(" + \"/\" + ",
						this.calls.get(step.getKey()).stream().map((call) -> call + "x)").toList()));
		}
		StringBuilder beans = new StringBuilder();
		StringBuilder types = new StringBuilder();
		for (GeneratedClass generated : this.classes) {
			types.append(this.dialect.type(generated, content(generated, ways)));
		}
		for (int number = 0; number < this.parts.size(); number++) {
			types.append(write(number, Piece.TYPES, ways));
			beans.append(write(number, Piece.BEANS, ways));
			for (String section : this.parts.get(number).sections()) {
				if (section.startsWith(Piece.RESOURCE)) {
					files.put(section.substring(Piece.RESOURCE.length()).strip(), write(number, section, ways));
				}
			}
		}
		frame = frame.replace("@@beans", beans);
		files.put("com/acme/" + this.name + "/" + upperName() + "." + this.dialect.language(),
				this.dialect.header(this.name) + frame + types);
		return files;
	}

	private String content(GeneratedClass generated, int[] ways) {
		StringBuilder content = new StringBuilder();
		generated.held().forEach((held) -> content.append("\t").append(this.dialect.field(held)));
		generated.parts().forEach((part) -> content.append(write(part, Piece.MEMBERS, ways)));
		return content.toString();
	}

	private String write(int part, String section, int[] ways) {
		int before = this.parts.subList(0, part).stream().mapToInt((other) -> other.choices().size()).sum();
		return this.parts.get(part).write(section, Arrays.copyOfRange(ways, before, ways.length));
	}

	/**
	 * What is configured.
	 * @param ways which way each choice is written
	 */
	Map<String, String> properties(int[] ways) {
		Properties properties = new Properties();
		try {
			for (int part = 0; part < this.parts.size(); part++) {
				properties.load(new StringReader(write(part, Piece.PROPERTIES, ways)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Map<String, String> all = new TreeMap<>();
		properties.forEach((key, value) -> all.put((String) key, (String) value));
		return all;
	}

}
