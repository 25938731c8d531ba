package com.acme

import org.springframework.stereotype.Component

enum class Level { LOW, HIGH }

data class Draft(val text: String, val level: Level = Level.LOW)

object Prompts {
    val system = "You are kind."
    const val USER = "user"
    fun render(text: String) = "$system $text"
}

fun topLevel(text: String) = text + " top"

inline fun twice(block: () -> String): String = block() + block()

sealed interface Audience {
    data object Everybody : Audience
    data class Team(val size: Int) : Audience
}

class Helper(private val tone: String = "calm") {
    companion object {
        fun create(): Helper = Helper("made")
    }
    fun apply(text: String, suffix: String = "!"): String = text + tone + suffix
    fun String.shout() = this + "!!"
    val lazily: String by lazy { "lazy value" }
}

@Component
open class Writer(private val unused: String) {
    private val helper = Helper.create()
    var count = 0

    open fun draft(text: String, level: Level, audience: Audience): Draft {
        class Local(val inner: String) {
            fun get() = inner + " local"
        }
        val whenEnum = when (level) {
            Level.LOW -> "low"
            Level.HIGH -> "high"
        }
        val single = when (level) {
            Level.LOW -> 1
            else -> 2
        }
        val other: Level? = if (single == 2) null else level
        val nullable = when (other) {
            null -> 0
            Level.HIGH -> 5
            else -> 6
        }
        val whenSealed = when (audience) {
            is Audience.Everybody -> "all"
            is Audience.Team -> "team" + audience.size
        }
        val lambda = { value: String -> value + " in lambda" }
        fun nested(value: String): String = value + " nested"
        val anonymous = object : java.util.function.Supplier<String> {
            override fun get() = text + " anonymous"
        }
        count++
        val draft = Draft(text)
        return draft.copy(text = draft.text + helper.apply(text) + Local(text).get() + whenEnum + single + nullable + whenSealed
            + lambda(text) + nested(text) + anonymous.get() + Prompts.render(text) + topLevel(text)
            + twice { text + " inlined" } + listOf("a").map { it + " mapped" } + helper.lazily)
    }
}
