package com.acme.desk.parcel;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.springframework.stereotype.Repository;

@Repository
public class ParcelRepository {

	private final Map<String, Parcel> byNumber = new ConcurrentHashMap<>();

	public Optional<Parcel> find(String number) {
		return Optional.ofNullable(this.byNumber.get(number));
	}

	public List<Parcel> search(List<String> words, int limit) {
		return this.byNumber.values()
			.stream()
			.filter(mentionedIn(words))
			.sorted(Comparator.comparing(Parcel::received).reversed().thenComparing(Parcel::number))
			.limit(limit)
			.toList();
	}

	public void save(Parcel parcel) {
		this.byNumber.merge(parcel.number(), parcel,
				(before, now) -> before.received().isAfter(now.received()) ? before : now);
	}

	public int removeBefore(LocalDate date) {
		int before = this.byNumber.size();
		this.byNumber.values().removeIf((parcel) -> parcel.received().isBefore(date));
		return before - this.byNumber.size();
	}

	private static Predicate<Parcel> mentionedIn(List<String> words) {
		return (parcel) -> words.stream().anyMatch((word) -> word.equalsIgnoreCase(parcel.number()) || parcel.lines()
			.stream()
			.anyMatch((line) -> line.article().contains(word)));
	}

}
