package library

// readFile reads one file. If there is no free descriptor, it tries again while no other call has a file open.
func (l *Library) readFile(path string) (fileContent, error) {
	l.descriptors.RLock()
	f, err := readPath(l.currentTree(), path)
	l.descriptors.RUnlock()
	if err != nil && isDescriptorShortage(err) {
		l.descriptors.Lock()
		defer l.descriptors.Unlock()
		f, err = readPath(l.currentTree(), path)
	}
	return f, err
}

// readPath opens and reads the file at path.
func readPath(t tree, path string) (fileContent, error) {
	r, err := t.openFile(path)
	if err != nil {
		return fileContent{}, err
	}
	defer r.Close()
	return readFile(r)
}
