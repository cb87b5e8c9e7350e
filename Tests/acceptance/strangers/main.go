// Checks a log with Go's own sumdb/note and sumdb/tlog, which know nothing of it:
//
//	main URL VKEY PROOF...
//
// The signed checkpoint opens under the key; every tile is authenticated against its root; every entry hashes to its
// leaf; proofs built from the tiles and proofs written by the log both hold, and one with a flipped bit does not.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func fetch(url string) ([]byte, error) {
	answer, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != 200 {
		return nil, fmt.Errorf("%s: %s", url, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

type tiles struct{ base string }

func (t tiles) Height() int { return height }

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		data, err := fetch(t.base + "/" + path)
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

// parse reads the three lines of a checkpoint.
func parse(text string) tlog.Tree {
	lines := strings.Split(text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, "size")
	hash, err := tlog.ParseHash(lines[2])
	check(err, "root")
	return tlog.Tree{N: size, Hash: hash}
}

func check(err error, what string) {
	if err != nil {
		log.Fatalf("%s: %v", what, err)
	}
}

func open(bytes []byte, key string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	check(err, "verifier key")
	opened, err := note.Open(bytes, note.VerifierList(verifier))
	check(err, "checkpoint")
	return parse(opened.Text)
}

// entries calls body with each entry of a log, from the bundles.
func entries(base string, size int64, body func(index int64, entry []byte)) {
	for first := int64(0); first < size; first += 256 {
		tile := tlog.Tile{H: height, L: 0, N: first / 256, W: 256}
		if size-first < 256 {
			tile.W = int(size - first)
		}
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", height), "tile/entries/", 1)
		data, err := fetch(base + "/" + path)
		check(err, "bundle")
		for index := first; len(data) > 0; index++ {
			length := int(binary.BigEndian.Uint16(data))
			body(index, data[2:2+length])
			data = data[2+length:]
		}
	}
}

// written checks a proof of the form c2sp.org/tlog-proof@v1 that carries no record.
func written(file, key string, leaf func(int64) tlog.Hash) {
	data, err := os.ReadFile(file)
	check(err, "proof")
	head, rest, _ := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		log.Fatalf("%s begins with %q", file, lines[0])
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	check(err, "index")
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		raw, err := base64.StdEncoding.DecodeString(line)
		check(err, "hash")
		var hash tlog.Hash
		copy(hash[:], raw)
		proof = append(proof, hash)
	}
	tree := open(rest, key)
	check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf(index)), file)
}

func main() {
	base, key := os.Args[1], os.Args[2]
	data, err := fetch(base + "/checkpoint")
	check(err, "checkpoint")
	tree := open(data, key)
	reader := tlog.TileHashReader(tree, tiles{base})
	count := int64(0)
	var leaves []tlog.Hash
	entries(base, tree.N, func(index int64, entry []byte) {
		hash := tlog.RecordHash(entry)
		stored, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		check(err, "tile")
		if stored[0] != hash {
			log.Fatalf("entry %d does not hash to its leaf", index)
		}
		leaves = append(leaves, hash)
		count++
	})
	if count != tree.N {
		log.Fatalf("%d entries in a tree of %d", count, tree.N)
	}
	for index := int64(0); index < tree.N; index += 97 {
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		check(err, "inclusion")
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaves[index]), "inclusion")
		proof[0][3] ^= 1
		if tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaves[index]) == nil {
			log.Fatal("a wrong proof was accepted")
		}
	}
	for old := int64(1); old < tree.N; old += 211 {
		root, err := tlog.TreeHash(old, reader)
		check(err, "root")
		proof, err := tlog.ProveTree(tree.N, old, reader)
		check(err, "consistency")
		check(tlog.CheckTree(proof, tree.N, tree.Hash, old, root), "consistency")
	}
	for _, file := range os.Args[3:] {
		written(file, key, func(index int64) tlog.Hash { return leaves[index] })
	}
	fmt.Printf("Go accepts %d entries, their tiles and proofs\n", tree.N)
}
